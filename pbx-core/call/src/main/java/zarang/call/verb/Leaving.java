package zarang.call.verb;

/** Why a verb gives up what it holds. */
enum Leaving {
    /** The caller's leg is gone. */
    CALLER_GONE,
    /** Zarang ends the call. */
    STOPPED,
    /** The caller chose something else. */
    CALLER_CHOSE,
    /** Somebody else who was rung answered. */
    ANSWERED_ELSEWHERE
}
