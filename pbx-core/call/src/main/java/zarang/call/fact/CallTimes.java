package zarang.call.fact;

/**
 * How long a call took, and what of it went where. Milliseconds, 0 and up, of a monotonic clock: a
 * wall clock that is set changes none of them. Waiting and talking are parts of {@code connectedMs}
 * and do not overlap.
 *
 * @param durationMs from the INVITE to the end
 * @param connectedMs since the hotline answered; 0 if it never did
 * @param talkMs with agents, all talks of the call together
 * @param waitedMs in queues until an agent answered or the caller left, all waits of the call
 *     together; a talk in between is not waiting
 */
public record CallTimes(long durationMs, long connectedMs, long talkMs, long waitedMs) {
    /** Nothing took any time. */
    public static final CallTimes NONE = new CallTimes(0, 0, 0, 0);
}
