package zarang.call.queue;

import java.time.Duration;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.DialTarget;
import zarang.call.fact.Subject;

/**
 * What the ACD tells a call, or another who waits in a queue, by its subject. Delivered on the
 * control loop.
 */
public sealed interface QueueEvent {
    Subject subject();

    /**
     * The caller waits.
     *
     * @param position 1 for the one to be served next
     */
    record Joined(Subject subject, QueueName queue, int position) implements QueueEvent {
        public Joined(CallId call, QueueName queue, int position) {
            this(Subject.of(call), queue, position);
        }
    }

    /**
     * Where the caller stands now, as {@link QueueCommand.AskPlace} asked.
     *
     * @param position 1 for the one to be served next
     * @param band how long it may expect to wait from now on; empty if that cannot be known
     */
    record Placed(Subject subject, QueueName queue, int position, Optional<WaitBand> band)
            implements QueueEvent {
        public Placed(CallId call, QueueName queue, int position, Optional<WaitBand> band) {
            this(Subject.of(call), queue, position, band);
        }
    }

    /**
     * An agent is reserved for this caller: ring it.
     *
     * @param ringTimeout how long; 1-120 s
     */
    record Offered(
            Subject subject, OfferId offer, AgentId agent, DialTarget target, Duration ringTimeout)
            implements QueueEvent {
        public Offered(
                CallId call,
                OfferId offer,
                AgentId agent,
                DialTarget target,
                Duration ringTimeout) {
            this(Subject.of(call), offer, agent, target, ringTimeout);
        }
    }

    /** The offer no longer stands (agent gone, lease lost): stop ringing, keep waiting. */
    record OfferRevoked(Subject subject, OfferId offer) implements QueueEvent {
        public OfferRevoked(CallId call, OfferId offer) {
            this(Subject.of(call), offer);
        }
    }

    /**
     * The caller waits in another queue from now on; what it has waited counts there. Untrue if it
     * is not in {@code from} any more.
     *
     * @param position 1 for the one to be served next
     * @param by who moved it; empty: a rule of the queue did
     */
    record Moved(
            Subject subject,
            QueueName from,
            QueueName queue,
            int position,
            MoveReason why,
            Optional<String> by)
            implements QueueEvent {}

    /**
     * Somebody gave the caller another place in its queue, for the life of the call.
     *
     * @param tier that it counts as from now on
     * @param ahead how much earlier than it came it counts as having come, beside its tier
     * @param position 1 for the one to be served next
     */
    record Reprioritised(
            Subject subject, QueueName queue, Tier tier, Duration ahead, int position, String by)
            implements QueueEvent {}

    /** Waiting is over without an agent. */
    record Over(Subject subject, Outcome outcome) implements QueueEvent {
        public Over(CallId call, Outcome outcome) {
            this(Subject.of(call), outcome);
        }
    }

    enum Outcome {
        /** The queue holds as many as it may. */
        FULL,
        /** The longest wait that the queue allows has passed. */
        MAX_WAIT,
        /** Nobody is logged in who could ever take it. */
        NO_AGENTS,
        /** Somebody has closed the queue. */
        CLOSED,
        /** No queue by that name. */
        UNKNOWN_QUEUE
    }

    /** Why a caller waits in another queue: what would have ended its wait, or somebody's wish. */
    enum MoveReason {
        FULL,
        MAX_WAIT,
        NO_AGENTS,
        CLOSED,
        SUPERVISOR
    }
}
