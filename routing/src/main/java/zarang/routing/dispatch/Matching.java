package zarang.routing.dispatch;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.QueueName;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.Reserved;
import zarang.routing.dispatch.Offer.Phase;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.WaitingLine;

/**
 * Brings a waiting caller and an idle agent together. It is notified of all that may have ended the
 * wait of either, and of nobody else: before that, no idle agent could take anybody who waited, so
 * it looks at one agent's queues or one caller's agents.
 */
final class Matching {
    private static final Comparator<Agent> LONGEST_IDLE =
            Comparator.comparing(Matching::idleSince).thenComparing(agent -> agent.id().value());

    private final FloorState floor;

    Matching(FloorState floor) {
        this.floor = floor;
    }

    /** An agent may be free, or serve more than before: it gets one of those who wait for it. */
    void forAgent(Agent agent) {
        if (floor.held || !(agent.state() instanceof Available)) {
            return;
        }
        QueueEntry entry = entryFor(agent);
        if (entry != null) {
            offer(entry, agent);
        }
    }

    /**
     * The first of all its queues: too old for tiers, then in the agent's own order of queues if it
     * has one, then by key.
     */
    private @Nullable QueueEntry entryFor(Agent agent) {
        boolean inOrder = agent.settings().abilities().inOrder();
        Predicate<QueueEntry> allowed = entry -> !floor.kept.isKeptFrom(agent, entry, floor.now());
        QueueEntry best = null;
        for (QueueName queue : agent.settings().queues()) {
            WaitingLine line = floor.findLine(queue).orElse(null);
            if (line != null) {
                QueueEntry before = inOrder ? null : best;
                QueueEntry next = firstFor(agent, line, before, allowed);
                if (!inOrder) {
                    best = next;
                } else if (next != null && (best == null || isMoreOf(next, best))) {
                    best = next;
                }
            }
        }
        return best;
    }

    /** Whether one of a queue that the agent takes later is too old for tiers, and the best not. */
    private boolean isMoreOf(QueueEntry next, QueueEntry best) {
        return next.cappedAt(floor.now()) && !best.cappedAt(floor.now());
    }

    /** The first in the line whom the agent can take, or the best of others, if it goes before. */
    private @Nullable QueueEntry firstFor(
            Agent agent,
            WaitingLine line,
            @Nullable QueueEntry best,
            Predicate<QueueEntry> allowed) {
        return line.first(agent.settings().abilities().skills(), best, allowed, floor.now());
    }

    /**
     * A caller waits, first or again, or less is asked for it: it gets one of the idle agents, or
     * as many as the queue rings at once. Of several who may be taken from the same moment on, of
     * whom this one is looked at first, who goes first in the line gets the agent.
     */
    void forEntry(QueueEntry entry) {
        boolean more = !floor.held;
        while (more && floor.line(entry).isWaiting(entry)) {
            Optional<Agent> agent = agentFor(entry);
            agent.ifPresent(idle -> offer(Objects.requireNonNullElse(entryFor(idle), entry), idle));
            more = agent.isPresent();
        }
    }

    private Optional<Agent> agentFor(QueueEntry entry) {
        Distribution distribution = floor.line(entry).settings().distribution();
        Stream<Agent> able =
                floor.roster.idle(entry.queue()).stream()
                        .filter(agent -> floor.canTake(agent, entry));
        return distribution.strategy() == Strategy.BEST_SKILL
                ? able.reduce((best, next) ->
                        score(distribution, entry, next) > score(distribution, entry, best)
                                ? next
                                : best)
                : able.findFirst();
    }

    private static int score(Distribution distribution, QueueEntry entry, Agent agent) {
        return distribution
                .needs()
                .score(agent.settings().abilities().skills(), entry.wants().skills());
    }

    /** Callers whom one agent should have had at first, and whom others may take by now. */
    void forFreed() {
        Optional<Subject> subject = floor.kept.takeFreed();
        while (subject.isPresent()) {
            Optional.ofNullable(floor.entries.get(subject.get())).ifPresent(this::forEntry);
            subject = floor.kept.takeFreed();
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
        if (!(agent.state() instanceof Available(var since)) || !floor.canTake(agent, entry)) {
            throw new IllegalStateException(
                    "agent " + agent.id() + " is not free for " + entry.subject());
        }
        OfferId id = floor.nextOffer();
        floor.offers.put(new Offer(id, entry, agent.id(), Phase.RESERVING));
        floor.stand(entry);
        floor.become(agent, new Reserved(id, since));
        floor.decide(
                new Decision.Reserve(id, agent.id(), floor.line(entry).settings().ringTimeout()));
    }
}
