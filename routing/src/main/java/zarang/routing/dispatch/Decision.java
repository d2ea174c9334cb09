package zarang.routing.dispatch;

import java.time.Duration;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.AgentState;

/** What the dispatcher wants done; the shell does it, in order. */
public sealed interface Decision {
    /**
     * Ask for a lease; {@link FloorEvent.Reserved} or {@link FloorEvent.LeaseLost} follows within a
     * short time.
     *
     * @param ringTimeout how long the agent will be rung
     */
    record Reserve(OfferId offer, AgentId agent, Duration ringTimeout) implements Decision {}

    /** The two talk: keep the lease alive until {@link Release}. */
    record Confirm(OfferId offer, AgentId agent) implements Decision {}

    /** The lease is over; the last word about an offer. */
    record Release(OfferId offer, AgentId agent) implements Decision {}

    /** The lease goes on under another process: it is neither renewed nor given back here. */
    record HandOver(OfferId offer) implements Decision {}

    record Tell(QueueEvent event) implements Decision {}

    /**
     * For log and wallboard.
     *
     * @param by who asked for it; empty if nobody did
     */
    record AgentBecame(AgentId agent, AgentState state, Optional<String> by) implements Decision {}
}
