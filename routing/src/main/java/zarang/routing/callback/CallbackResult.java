package zarang.routing.callback;

/** Why somebody is not to be called back any more. */
public enum CallbackResult {
    /** They were called, and talked. */
    DONE,
    /** They came again by themselves and were served. */
    SERVED,
    /** They were called as often as makes sense, and did not answer. */
    NOT_REACHED,
    /** There is nobody by that number. */
    WRONG_NUMBER,
    /** Nobody called them while it made sense. */
    EXPIRED,
    /** They do not want it any more. */
    WITHDRAWN
}
