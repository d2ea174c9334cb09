package zarang.routing.dispatch;

import zarang.call.AgentId;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.routing.queue.QueueEntry;

/** One caller for one agent, from the wish to the end of the talk. */
record Offer(OfferId id, QueueEntry entry, AgentId agent, Phase phase) {
    enum Phase {
        /** The lease is asked for; the call knows nothing yet. */
        RESERVING,
        RINGING,
        TALKING
    }

    Subject subject() {
        return entry.subject();
    }

    Offer in(Phase next) {
        return new Offer(id, entry, agent, next);
    }

    /** The same of its caller's new entry. */
    Offer of(QueueEntry renewed) {
        return new Offer(id, renewed, agent, phase);
    }
}
