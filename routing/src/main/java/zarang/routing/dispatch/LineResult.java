package zarang.routing.dispatch;

/** What came of what somebody wanted of a caller who waits. */
public enum LineResult {
    DONE,
    /** It waits in no queue: it is gone, or is served. */
    GONE,
    /** It waits in another queue than was said: somebody has just moved it. */
    ELSEWHERE,
    /** An agent's phone rings for it. */
    RINGING,
    /** It is no caller but a call-back, which keeps the place that it has. */
    CALL_BACK,
    /** It is in that queue already. */
    SAME_QUEUE,
    /** There is no queue by that name to move it to. */
    NO_QUEUE,
    /** The queue that it was to go to holds as many as it may. */
    FULL,
    /** The queue that it was to go to is closed. */
    CLOSED,
    /** Nobody serves the queue that it was to go to. */
    NO_AGENTS
}
