package zarang.call;

/**
 * How a call ended. Computed once for each call; journal, metric and log derive from it.
 *
 * @param result what became of the caller's wish
 * @param party who ended it
 * @param cause Q.850
 * @param reason a few words for the operator, never with a number or a name in it
 */
public record CallTermination(Result result, Party party, Cause cause, String reason) {
    public enum Result {
        /** The caller talked with an agent. */
        SERVED,
        /** The script came to its end without an agent. */
        SELF_SERVED,
        /** The caller left while waiting in a queue or while an agent was ringing. */
        ABANDONED_IN_QUEUE,
        /** The caller left in the script. */
        ABANDONED_IN_SCRIPT,
        /** Never answered: refused, cancelled or not understood. */
        NOT_ANSWERED,
        /** Something of ours or of the network failed. */
        FAILED
    }
}
