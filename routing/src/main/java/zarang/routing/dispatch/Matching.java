package zarang.routing.dispatch;

import java.util.Optional;
import zarang.call.QueueName;
import zarang.call.queue.OfferId;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.Reserved;
import zarang.routing.dispatch.Offer.Phase;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.WaitingLine;

/**
 * Brings a waiting caller and an idle agent together. It is told of whatever may have ended the
 * wait of either, so it never looks at more than one agent's queues or one queue's agents.
 */
final class Matching {
    private final FloorState floor;

    Matching(FloorState floor) {
        this.floor = floor;
    }

    /** An agent may be free: it gets the caller to be served first in all its queues. */
    void forAgent(Agent agent) {
        if (!(agent.state() instanceof Available)) {
            return;
        }
        QueueEntry best = null;
        for (QueueName queue : agent.settings().queues()) {
            Optional<QueueEntry> head =
                    floor.findLine(queue).flatMap(line -> line.head(floor.now()));
            if (head.isPresent() && (best == null || head.get().goesBefore(best, floor.now()))) {
                best = head.get();
            }
        }
        if (best != null) {
            offer(best, agent);
        }
    }

    /** Somebody may wait in a queue: its head gets the agent who is idle longest, and so on. */
    void forQueue(WaitingLine line) {
        while (true) {
            Optional<QueueEntry> head = line.head(floor.now());
            Optional<Agent> agent = floor.roster.longestIdle(line.settings().name());
            if (head.isEmpty() || agent.isEmpty()) {
                return;
            }
            offer(head.get(), agent.get());
        }
    }

    private void offer(QueueEntry entry, Agent agent) {
        if (!(agent.state() instanceof Available(var since))) {
            throw new IllegalStateException("agent " + agent.id() + " is not free");
        }
        OfferId id = floor.nextOffer();
        WaitingLine line = floor.line(entry);
        line.take(entry);
        floor.offers.put(new Offer(id, entry, agent.id(), Phase.RESERVING));
        floor.become(agent, new Reserved(id, since));
        floor.decide(new Decision.Reserve(id, agent.id(), line.settings().ringTimeout()));
    }
}
