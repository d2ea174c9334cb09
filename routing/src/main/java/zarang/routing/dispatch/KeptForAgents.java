package zarang.routing.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import zarang.call.AgentId;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants.Preferred;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentState.Resting;
import zarang.routing.agent.Roster;
import zarang.routing.dispatch.Deadlines.Due;
import zarang.routing.queue.QueueEntry;

/**
 * Callers who are kept for one agent at first. Nobody else is offered them while that agent serves
 * their queue and is at work, until their time for it is over; one who has just not taken an offer
 * is not waited for. The order of the line does not change by it.
 */
final class KeptForAgents {
    private final Roster roster;
    private final Deadlines deadlines;
    private final Map<AgentId, Set<Subject>> byAgent = new HashMap<>();

    /** Those whom others may take from now on, and who were not looked at since. */
    private final Queue<Subject> freed = new ArrayDeque<>();

    KeptForAgents(Roster roster, Deadlines deadlines) {
        this.roster = roster;
        this.deadlines = deadlines;
    }

    /** A caller waits, first or by what is set now. */
    void waits(QueueEntry entry, Instant now) {
        entry.wants()
                .prefer()
                .ifPresent(prefer -> {
                    byAgent.computeIfAbsent(prefer.agent(), agent -> new LinkedHashSet<>())
                            .add(entry.subject());
                    if (until(entry, prefer).isAfter(now)) {
                        deadlines.set(new Due.Kept(entry.subject()), until(entry, prefer));
                    }
                });
    }

    void waitsNoMore(QueueEntry entry) {
        entry.wants()
                .prefer()
                .map(Preferred::agent)
                .ifPresent(agent -> {
                    deadlines.clear(new Due.Kept(entry.subject()));
                    byAgent.computeIfPresent(
                            agent,
                            (id, callers) ->
                                    callers.remove(entry.subject()) && callers.isEmpty()
                                            ? null
                                            : callers);
                });
    }

    private static Instant until(QueueEntry entry, Preferred prefer) {
        return entry.joinedAt().plus(prefer.span());
    }

    /** Whether {@code agent} may not take the caller yet. */
    boolean isKeptFrom(Agent agent, QueueEntry entry, Instant now) {
        Preferred prefer = entry.wants().prefer().orElse(null);
        return prefer != null && !prefer.agent().equals(agent.id()) && isKept(entry, prefer, now);
    }

    private boolean isKept(QueueEntry entry, Preferred prefer, Instant now) {
        return until(entry, prefer).isAfter(now)
                && roster.find(prefer.agent())
                        .filter(it -> isWorthWaiting(it.state()))
                        .filter(it -> it.settings().queues().contains(entry.queue()))
                        .isPresent();
    }

    /** Whom the caller is kept for now, and for how much longer at most. */
    Optional<Preferred> keptFor(QueueEntry entry, Instant now) {
        return entry.wants()
                .prefer()
                .filter(prefer -> isKept(entry, prefer, now))
                .map(prefer ->
                        new Preferred(prefer.agent(), Duration.between(now, until(entry, prefer))));
    }

    private static boolean isWorthWaiting(AgentState state) {
        return state.atWork() && !(state instanceof Resting);
    }

    /** An agent does something else. */
    void changed(Agent agent, AgentState before) {
        if (isWorthWaiting(before) && !isWorthWaiting(agent.state())) {
            freed.addAll(byAgent.getOrDefault(agent.id(), Set.of()));
        }
    }

    /** Agents serve other queues, or are gone. */
    void changedAll() {
        byAgent.values().forEach(freed::addAll);
    }

    /** Others may take it from now on. */
    void free(QueueEntry entry) {
        freed.add(entry.subject());
    }

    /** One of those whom others may take since, who may be gone by now; once. */
    Optional<Subject> takeFreed() {
        return Optional.ofNullable(freed.poll());
    }

    /** Those who are kept for somebody, for {@link Invariant}. */
    boolean knows(QueueEntry entry) {
        return entry.wants()
                .prefer()
                .map(prefer ->
                        byAgent.getOrDefault(prefer.agent(), Set.of()).contains(entry.subject()))
                .orElse(true);
    }

    /** How many there are. */
    int count() {
        return byAgent.values().stream().mapToInt(Set::size).sum();
    }
}
