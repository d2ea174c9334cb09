package zarang.routing.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;

/**
 * What falls due when: one deadline for each thing that can have one. Mostly O(1), O(log n) where
 * spans are of many lengths.
 */
final class Deadlines {
    /** Spans of as many lengths are kept without a search. */
    private static final int RUNS = 8;

    /** What falls due. */
    sealed interface Due {
        /** An agent's wrap-up, rest or time of not being ready is over. */
        record Idle(AgentId agent) implements Due {}

        /** A caller has waited as long as its queue allows. */
        record WaitedOut(Subject subject) implements Due {}

        /** Less is asked from now on of the agents whom a caller waits for. */
        record Relaxed(Subject subject) implements Due {
            /** Not that of the same caller's other deadlines. */
            @Override
            public int hashCode() {
                return subject.hashCode() + 1;
            }
        }

        /** A caller was kept for one agent for long enough. */
        record Kept(Subject subject) implements Due {
            /** Not that of the same caller's other deadlines. */
            @Override
            public int hashCode() {
                return subject.hashCode() + 2;
            }
        }

        /** A call has let an agent ring past the limit and said nothing. */
        record RungOut(OfferId offer) implements Due {}

        /** A call has let a talk last longer than any call may, and said nothing. */
        record TalkedOut(OfferId offer) implements Due {}
    }

    /** One that is set. */
    static final class Entry {
        private final Instant at;
        private final long second;
        private final int nano;
        private final long order;
        private final Due due;

        /** The run that it is in, between two others; none: it has a place in the heap. */
        private @Nullable Run run;

        private @Nullable Entry earlier;
        private @Nullable Entry later;
        private int place;

        private Entry(Instant at, long order, Due due) {
            this.at = at;
            this.order = order;
            this.due = due;
            second = at.getEpochSecond();
            nano = at.getNano();
        }

        Instant at() {
            return at;
        }

        Due due() {
            return due;
        }

        /** Of what falls due at one moment, that less is asked comes first. */
        private boolean isBefore(Entry other) {
            if (second != other.second) {
                return second < other.second;
            }
            if (nano != other.nano) {
                return nano < other.nano;
            }
            return isRelaxed() == other.isRelaxed() ? order < other.order : isRelaxed();
        }

        private boolean isRelaxed() {
            return due instanceof Due.Relaxed;
        }
    }

    /** Some that were set in the order in which they fall due. */
    private static final class Run {
        private @Nullable Entry first;
        private @Nullable Entry last;

        /** Whether one that is set now falls due after all of it. */
        boolean takes(Entry entry) {
            return last == null || last.isBefore(entry);
        }

        boolean endsAfter(Run other) {
            return last != null && (other.last == null || other.last.isBefore(last));
        }

        void add(Entry entry) {
            entry.run = this;
            entry.earlier = last;
            if (last == null) {
                first = entry;
            } else {
                last.later = entry;
            }
            last = entry;
        }

        void remove(Entry entry) {
            Entry before = entry.earlier;
            Entry after = entry.later;
            if (before == null) {
                first = after;
            } else {
                before.later = after;
            }
            if (after == null) {
                last = before;
            } else {
                after.earlier = before;
            }
        }
    }

    private final Map<Due, Entry> entries = new HashMap<>();

    /**
     * What falls due so long after it is set is set in order of time: there are a few such spans,
     * and a run for each, into which one is put, and out of which it is taken, without a search.
     */
    private final List<Run> runs = Stream.generate(Run::new).limit(RUNS).toList();

    /**
     * What is in no run: a binary heap in which none is before the one at half its place, and each
     * knows its place.
     */
    private final List<Entry> heap = new ArrayList<>();

    /** The first of all; null: there is none, or it is not known. */
    private @Nullable Entry first;

    private long order;

    /** Sets or moves it. */
    void set(Due due, Instant at) {
        Entry entry = new Entry(at, order++, due);
        Entry old = entries.put(due, entry);
        if (old != null) {
            remove(old);
        }
        Run run = runFor(entry);
        if (run == null) {
            heap.add(entry);
            rise(entry, heap.size() - 1);
        } else {
            run.add(entry);
        }
        if (first != null && entry.isBefore(first)) {
            first = entry;
        }
    }

    /** Of the runs that take it the one that ends last: that is the one of its span. */
    private @Nullable Run runFor(Entry entry) {
        Run best = null;
        for (Run run : runs) {
            if (run.takes(entry) && (best == null || run.endsAfter(best))) {
                best = run;
            }
        }
        return best;
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
        if (entry == first) {
            first = null;
        }
        if (entry.run != null) {
            entry.run.remove(entry);
            return;
        }
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

    private @Nullable Entry first() {
        if (first == null) {
            Entry least = heap.isEmpty() ? null : heap.getFirst();
            for (Run run : runs) {
                if (run.first != null && (least == null || run.first.isBefore(least))) {
                    least = run.first;
                }
            }
            first = least;
        }
        return first;
    }

    Optional<Instant> next() {
        return Optional.ofNullable(first()).map(Entry::at);
    }

    /** Whether anything was due before then. */
    boolean anyBefore(Instant then) {
        Entry next = first();
        return next != null && next.at.isBefore(then);
    }

    /** Whether less is asked for somebody else from the same moment on. */
    boolean isMoreRelaxedAt(Instant moment) {
        Entry next = first();
        return next != null && next.isRelaxed() && next.at.equals(moment);
    }

    /** The first that was due before then, taken out. */
    Optional<Entry> pollBefore(Instant then) {
        Entry next = first();
        return next != null && next.at.isBefore(then) ? taken(next) : Optional.empty();
    }

    /** The first that is due, taken out. */
    Optional<Entry> poll(Instant now) {
        Entry next = first();
        return next == null || next.at.isAfter(now) ? Optional.empty() : taken(next);
    }

    private Optional<Entry> taken(Entry next) {
        clear(next.due);
        return Optional.of(next);
    }

    Set<Due> all() {
        return Collections.unmodifiableSet(entries.keySet());
    }
}
