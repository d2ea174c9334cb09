package zarang.routing.dispatch;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import zarang.call.AgentId;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;

/** What falls due when: one deadline for each thing that can have one. O(log n). */
final class Deadlines {
    /** What falls due. */
    sealed interface Due {
        /** An agent's wrap-up, rest or time of not being ready is over. */
        record Idle(AgentId agent) implements Due {}

        /** A caller has waited as long as its queue allows. */
        record WaitedOut(Subject subject) implements Due {}

        /** Less is asked from now on of the agents whom a caller waits for. */
        record Relaxed(Subject subject) implements Due {}

        /** A caller was kept for one agent for long enough. */
        record Kept(Subject subject) implements Due {}

        /** A call has let an agent ring past the limit and said nothing. */
        record RungOut(OfferId offer) implements Due {}

        /** A call has let a talk last longer than any call may, and said nothing. */
        record TalkedOut(OfferId offer) implements Due {}
    }

    /** One that is set. */
    record Entry(Instant at, long order, Due due) {}

    private final Map<Due, Entry> entries = new HashMap<>();
    private final NavigableSet<Entry> sorted =
            new TreeSet<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
    private long order;

    /** Sets or moves it. */
    void set(Due due, Instant at) {
        clear(due);
        Entry entry = new Entry(at, order++, due);
        entries.put(due, entry);
        sorted.add(entry);
    }

    void clear(Due due) {
        Entry entry = entries.remove(due);
        if (entry != null) {
            sorted.remove(entry);
        }
    }

    Optional<Instant> next() {
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.first().at());
    }

    /** The first that is due, taken out. */
    Optional<Entry> poll(Instant now) {
        return sorted.isEmpty() || sorted.first().at().isAfter(now)
                ? Optional.empty()
                : taken(sorted.first());
    }

    /** The first {@code wanted} that was due before {@code now}, taken out. */
    Optional<Entry> pollBefore(Instant now, Predicate<Due> wanted) {
        for (Entry entry : sorted) {
            if (!entry.at().isBefore(now)) {
                break;
            }
            if (wanted.test(entry.due())) {
                return taken(entry);
            }
        }
        return Optional.empty();
    }

    private Optional<Entry> taken(Entry entry) {
        clear(entry.due());
        return Optional.of(entry);
    }

    Set<Due> all() {
        return Collections.unmodifiableSet(entries.keySet());
    }
}
