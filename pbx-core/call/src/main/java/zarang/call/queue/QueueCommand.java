package zarang.call.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.CallerWait;
import zarang.call.fact.Subject;

/**
 * What a call tells the ACD, or another who waits in a queue: an entry needs no call that lives. It
 * is known by its subject, which waits in one queue at a time.
 */
public sealed interface QueueCommand {
    Subject subject();

    /**
     * The caller waits. Its key stays for as long as the call lives, so that a second {@code Join}
     * finds its old place.
     *
     * @param enqueuedAt when the caller first began to wait, on the wall clock as it stands now:
     *     what counts is how long ago that was
     * @param ahead how much earlier than that it counts as having come, because somebody said so
     * @param wants of the agent who takes it
     * @param again whether it had been let in and has lost whom it talked with: neither a full
     *     queue nor one that was closed meanwhile keeps it out, unless all are sent off
     */
    record Join(
            Subject subject,
            QueueName queue,
            Tier tier,
            Instant enqueuedAt,
            Duration ahead,
            CallerWants wants,
            boolean again)
            implements QueueCommand {
        /** One who comes for the first time. */
        public Join(
                Subject subject,
                QueueName queue,
                Tier tier,
                Instant enqueuedAt,
                Duration ahead,
                CallerWants wants) {
            this(subject, queue, tier, enqueuedAt, ahead, wants, false);
        }

        /** Any agent of the queue will do. */
        public Join(
                Subject subject, QueueName queue, Tier tier, Instant enqueuedAt, Duration ahead) {
            this(subject, queue, tier, enqueuedAt, ahead, CallerWants.NOTHING);
        }

        /** One whom nobody gave another place. */
        public Join(Subject subject, QueueName queue, Tier tier, Instant enqueuedAt) {
            this(subject, queue, tier, enqueuedAt, Duration.ZERO);
        }

        public Join(CallId call, QueueName queue, Tier tier, Instant enqueuedAt) {
            this(Subject.of(call), queue, tier, enqueuedAt);
        }
    }

    /**
     * The caller no longer waits: hung up, left by key. Valid at any moment, also while an agent
     * rings.
     */
    record Leave(Subject subject, LeaveReason reason) implements QueueCommand {
        public Leave(CallId call, LeaveReason reason) {
            this(Subject.of(call), reason);
        }
    }

    /** The agent took the offer; the two talk. */
    record OfferAnswered(Subject subject, OfferId offer, AgentId agent) implements QueueCommand {
        public OfferAnswered(CallId call, OfferId offer, AgentId agent) {
            this(Subject.of(call), offer, agent);
        }
    }

    /** The offer came to nothing; the caller waits on with the same key. */
    record OfferFailed(Subject subject, OfferId offer, AgentId agent, OfferFailure failure)
            implements QueueCommand {
        public OfferFailed(CallId call, OfferId offer, AgentId agent, OfferFailure failure) {
            this(Subject.of(call), offer, agent, failure);
        }
    }

    /**
     * The talk is over; the agent wraps up.
     *
     * @param served the wait that the talk ended; empty if that is not known
     */
    record TalkEnded(Subject subject, OfferId offer, AgentId agent, Optional<CallerWait> served)
            implements QueueCommand {
        public TalkEnded(Subject subject, OfferId offer, AgentId agent) {
            this(subject, offer, agent, Optional.empty());
        }

        public TalkEnded(CallId call, OfferId offer, AgentId agent) {
            this(Subject.of(call), offer, agent);
        }
    }

    /**
     * The agent took the offer and nobody was there for it to talk with, as with a call-back that
     * is not answered: it is free at once.
     */
    record NobodyThere(Subject subject, OfferId offer, AgentId agent) implements QueueCommand {}

    /**
     * The agent is in a call that the floor did not offer, and is offered none until {@link
     * Disengage} or the end of the call. One of another call for the same agent takes its place.
     */
    record Engage(Subject subject, AgentId agent) implements QueueCommand {
        public Engage(CallId call, AgentId agent) {
            this(Subject.of(call), agent);
        }
    }

    /** The agent is not in that call any more; harmless if it was in none. */
    record Disengage(Subject subject, AgentId agent) implements QueueCommand {
        public Disengage(CallId call, AgentId agent) {
            this(Subject.of(call), agent);
        }
    }

    /** Where does the caller stand? {@link QueueEvent.Placed} follows if it waits in a line. */
    record AskPlace(Subject subject) implements QueueCommand {
        public AskPlace(CallId call) {
            this(Subject.of(call));
        }
    }

    enum LeaveReason {
        ABANDONED,
        LEFT_BY_KEY,
        /** Somebody took the caller whom the floor did not offer it. */
        PICKED_UP,
        CALL_FAILED
    }

    enum OfferFailure {
        NO_ANSWER,
        BUSY,
        REJECTED,
        UNREACHABLE
    }
}
