package zarang.routing.dispatch;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import zarang.call.queue.OfferId;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.Reserved;
import zarang.routing.dispatch.Offer.Phase;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.WaitingLine;

/**
 * Brings a waiting caller and an idle agent together. It is notified of all that may have ended the
 * wait of either, and of nobody else: before that, no idle agent could take anybody who waited, so
 * it looks at one agent's queues or one caller's agents. {@link Selection} chooses among those who
 * can be brought together; that they are is not its to decide.
 */
final class Matching {
    private static final Comparator<Agent> LONGEST_IDLE =
            Comparator.comparing(Matching::idleSince).thenComparing(agent -> agent.id().value());

    private final FloorState floor;
    private final Selection selection;

    Matching(FloorState floor) {
        this.floor = floor;
        selection = floor.settings.selection();
    }

    /** An agent may be free, or serve more than before: it gets one of those who wait for it. */
    void forAgent(Agent agent) {
        if (floor.held || !(agent.state() instanceof Available)) {
            return;
        }
        EntriesFor waiting =
                new EntriesFor(
                        agent.settings().queues().stream()
                                .map(floor::findLine)
                                .flatMap(Optional::stream)
                                .toList(),
                        entry -> selection.canTake(agent.settings(), entry),
                        floor.now());
        if (waiting.hasNext()) {
            offer(selection.entryFor(agent, waiting), agent);
        }
    }

    /** A caller waits, first or again: it gets one of the agents who are idle. */
    void forEntry(QueueEntry entry) {
        if (floor.held || !floor.line(entry).isWaiting(entry)) {
            return;
        }
        Iterator<Agent> idle =
                floor.roster.idle(entry.queue()).stream()
                        .filter(agent -> selection.canTake(agent.settings(), entry))
                        .iterator();
        if (idle.hasNext()) {
            offer(entry, selection.agentFor(entry, idle));
        }
    }

    /** Everybody may have changed: all who are idle, longest idle first. */
    void forAll() {
        floor.roster.agents().stream()
                .filter(agent -> agent.state() instanceof Available)
                .sorted(LONGEST_IDLE)
                .toList()
                .forEach(this::forAgent);
    }

    private static Instant idleSince(Agent agent) {
        return agent.state() instanceof Available(var since) ? since : Instant.MAX;
    }

    private void offer(QueueEntry entry, Agent agent) {
        if (!(agent.state() instanceof Available(var since))
                || !selection.canTake(agent.settings(), entry)) {
            throw new IllegalStateException(
                    "agent " + agent.id() + " is not free for " + entry.subject());
        }
        OfferId id = floor.nextOffer();
        WaitingLine line = floor.line(entry);
        line.take(entry);
        floor.offers.put(new Offer(id, entry, agent.id(), Phase.RESERVING));
        floor.become(agent, new Reserved(id, since));
        floor.decide(new Decision.Reserve(id, agent.id(), line.settings().ringTimeout()));
    }
}
