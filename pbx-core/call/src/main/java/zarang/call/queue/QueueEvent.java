package zarang.call.queue;

import java.time.Duration;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.engine.DialTarget;

/** What the ACD tells a call. Delivered on the control loop. */
public sealed interface QueueEvent {
    CallId call();

    /**
     * The caller waits.
     *
     * @param position 1 for the one to be served next
     */
    record Joined(CallId call, QueueName queue, int position) implements QueueEvent {}

    /**
     * An agent is reserved for this caller: ring it.
     *
     * @param ringTimeout how long; 1-120 s
     */
    record Offered(
            CallId call, OfferId offer, AgentId agent, DialTarget target, Duration ringTimeout)
            implements QueueEvent {}

    /** The offer no longer stands (agent gone, lease lost): stop ringing, keep waiting. */
    record OfferRevoked(CallId call, OfferId offer) implements QueueEvent {}

    /** Waiting is over without an agent. */
    record Over(CallId call, Outcome outcome) implements QueueEvent {}

    enum Outcome {
        /** The queue holds as many as it may. */
        FULL,
        /** The longest wait that the queue allows has passed. */
        MAX_WAIT,
        /** Nobody is logged in who could ever take it. */
        NO_AGENTS,
        /** No queue by that name. */
        UNKNOWN_QUEUE
    }
}
