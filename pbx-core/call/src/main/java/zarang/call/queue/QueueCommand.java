package zarang.call.queue;

import java.time.Instant;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;

/** What a call tells the ACD. */
public sealed interface QueueCommand {
    CallId call();

    /**
     * The caller waits. Its key stays for as long as the call lives, so that a second {@code Join}
     * finds its old place.
     *
     * @param enqueuedAt when the caller first began to wait, on the wall clock as it stands now:
     *     what counts is how long ago that was
     */
    record Join(CallId call, QueueName queue, Tier tier, Instant enqueuedAt)
            implements QueueCommand {}

    /**
     * The caller no longer waits: hung up, left by key. Valid at any moment, also while an agent
     * rings.
     */
    record Leave(CallId call, LeaveReason reason) implements QueueCommand {}

    /** The agent took the offer; the two talk. */
    record OfferAnswered(CallId call, OfferId offer, AgentId agent) implements QueueCommand {}

    /** The offer came to nothing; the caller waits on with the same key. */
    record OfferFailed(CallId call, OfferId offer, AgentId agent, OfferFailure failure)
            implements QueueCommand {}

    /** The talk is over; the agent wraps up. */
    record TalkEnded(CallId call, OfferId offer, AgentId agent) implements QueueCommand {}

    enum LeaveReason {
        ABANDONED,
        LEFT_BY_KEY,
        CALL_FAILED
    }

    enum OfferFailure {
        NO_ANSWER,
        BUSY,
        REJECTED,
        UNREACHABLE
    }
}
