package zarang.routing.disposition;

/** What came of saying something of a call. */
public enum DispositionResult {
    /** It is said. */
    SAID,
    /** The same had been said; nothing changed. */
    SAME,
    /** No agent talked in such a call, or it ended too long ago. */
    NO_CALL,
    /** The code is not for callers of that queue. */
    OTHER_QUEUE,
    /** The journal has not taken what was said before for very long. */
    FULL
}
