package zarang.routing.reserve;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import zarang.call.AgentId;
import zarang.call.queue.OfferId;

/**
 * The port to the truth about who has which agent, shared by all processes (nodes). Each agent is
 * under at most one lease; a lease that is not confirmed in time falls back by itself.
 *
 * <p>Called on the control loop; stages complete on any thread, exceptionally when the store is
 * away: then the request may still take effect. Each method bears to be called again.
 */
public interface Reservations {
    /**
     * Takes the agent if no other node holds it. A lease of this same node is replaced: its own
     * floor knows best whether the agent is free, and a release may have been lost. So is one of
     * the same offer, which has come over from another node's floor, and one that a dead owner of
     * the floor left: see {@link Fence}.
     *
     * @param now wall-clock time, ms count; nodes need clocks that agree to well under a second
     */
    CompletionStage<Lease> reserve(AgentId agent, OfferId offer, Duration lease, Instant now);

    /** Holds the agent from now on for another {@code lease}; also when the lease had lapsed. */
    CompletionStage<Lease> confirm(AgentId agent, OfferId offer, Duration lease, Instant now);

    /** Gives the agent back, if this offer holds it; says whether it did. */
    CompletionStage<Boolean> release(AgentId agent, OfferId offer);
}
