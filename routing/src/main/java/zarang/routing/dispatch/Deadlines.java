package zarang.routing.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    static final class Entry {
        private final Instant at;
        private final long order;
        private final Due due;
        private int place;

        private Entry(Instant at, long order, Due due) {
            this.at = at;
            this.order = order;
            this.due = due;
        }

        Instant at() {
            return at;
        }

        Due due() {
            return due;
        }

        private boolean isBefore(Entry other) {
            int compared = at.compareTo(other.at);
            return compared < 0 || (compared == 0 && order < other.order);
        }
    }

    private final Map<Due, Entry> entries = new HashMap<>();

    /**
     * A binary heap: none is before the one at half its place. Each knows its place, so that most
     * are set and cleared without a search: they are set in order of time, and few fall due.
     */
    private final List<Entry> heap = new ArrayList<>();

    private long order;

    /** Sets or moves it. */
    void set(Due due, Instant at) {
        Entry entry = new Entry(at, order++, due);
        Entry old = entries.put(due, entry);
        if (old != null) {
            remove(old);
        }
        heap.add(entry);
        rise(entry, heap.size() - 1);
    }

    void clear(Due due) {
        Entry entry = entries.remove(due);
        if (entry != null) {
            remove(entry);
        }
    }

    /** One that was due before then is due then; nothing, if it is not set. */
    void putOff(Due due, Instant then) {
        Entry entry = entries.get(due);
        if (entry != null && entry.at.isBefore(then)) {
            set(due, then);
        }
    }

    private void remove(Entry entry) {
        Entry last = heap.removeLast();
        if (last != entry) {
            if (last.isBefore(entry)) {
                rise(last, entry.place);
            } else {
                sink(last, entry.place);
            }
        }
    }

    /** Puts it at that place, or before those which it is before. */
    private void rise(Entry entry, int from) {
        int place = from;
        while (place > 0 && entry.isBefore(heap.get((place - 1) / 2))) {
            put(heap.get((place - 1) / 2), place);
            place = (place - 1) / 2;
        }
        put(entry, place);
    }

    /** Puts it at that place, or behind those which are before it. */
    private void sink(Entry entry, int from) {
        int place = from;
        int next = 2 * place + 1;
        while (next < heap.size()) {
            if (next + 1 < heap.size() && heap.get(next + 1).isBefore(heap.get(next))) {
                next++;
            }
            if (!heap.get(next).isBefore(entry)) {
                break;
            }
            put(heap.get(next), place);
            place = next;
            next = 2 * place + 1;
        }
        put(entry, place);
    }

    private void put(Entry entry, int place) {
        heap.set(place, entry);
        entry.place = place;
    }

    Optional<Instant> next() {
        return heap.isEmpty() ? Optional.empty() : Optional.of(heap.getFirst().at);
    }

    /** Whether anything was due before then. */
    boolean anyBefore(Instant then) {
        return !heap.isEmpty() && heap.getFirst().at.isBefore(then);
    }

    /** The first that was due before then, taken out. */
    Optional<Entry> pollBefore(Instant then) {
        return anyBefore(then) ? Optional.of(taken()) : Optional.empty();
    }

    /** The first that is due, taken out. */
    Optional<Entry> poll(Instant now) {
        return heap.isEmpty() || heap.getFirst().at.isAfter(now)
                ? Optional.empty()
                : Optional.of(taken());
    }

    private Entry taken() {
        Entry first = heap.getFirst();
        clear(first.due);
        return first;
    }

    Set<Due> all() {
        return Collections.unmodifiableSet(entries.keySet());
    }
}
