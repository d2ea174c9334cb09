package zarang.routing.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Callers of a queue, sorted. The first is there at once and a place is found by halving. Who comes
 * or goes moves those on its nearer side: few, for most who join come last and most who go stand
 * first, and 5,000 at most, which is less than a microsecond's work. The times that they are sorted
 * by lie side by side, so that no caller is touched who is only looked past.
 */
final class SortedCallers {
    /** A time beyond so many seconds from 1970 is no number of nanoseconds. */
    private static final long SECONDS_MAX = 9_000_000_000L;

    private static final long NANOS = 1_000_000_000;

    private final Comparator<QueueEntry> order;
    private final Function<QueueEntry, Instant> time;

    /** From {@link #from} on; room at both ends. */
    private @Nullable QueueEntry[] entries = new QueueEntry[16];

    /** Of each the time that it is sorted by; those of whom it is the same are compared. */
    private long[] marks = new long[16];

    private int from = 8;
    private int size;

    private SortedCallers(Comparator<QueueEntry> order, Function<QueueEntry, Instant> time) {
        this.order = order;
        this.time = time;
    }

    static SortedCallers byKey() {
        return new SortedCallers(QueueEntry.BY_KEY, QueueEntry::key);
    }

    static SortedCallers byArrival() {
        return new SortedCallers(QueueEntry.BY_ARRIVAL, QueueEntry::enqueuedAt);
    }

    private long mark(QueueEntry entry) {
        Instant at = time.apply(entry);
        long second = at.getEpochSecond();
        if (Math.abs(second) > SECONDS_MAX) {
            return second > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return second * NANOS + at.getNano();
    }

    int size() {
        return size;
    }

    /** Who has that place, from 0; null behind the last. */
    @Nullable QueueEntry at(int place) {
        return place < size ? entries[from + place] : null;
    }

    /** How many are before it, whether it is there or not. */
    int before(QueueEntry entry) {
        return before(entry, mark(entry));
    }

    private int before(QueueEntry entry, long mark) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long there = marks[from + middle];
            if (there < mark || (there == mark && order.compare(known(middle), entry) < 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean contains(QueueEntry entry) {
        return isAt(before(entry), entry);
    }

    private boolean isAt(int place, QueueEntry entry) {
        return place < size && order.compare(known(place), entry) == 0;
    }

    private QueueEntry known(int place) {
        QueueEntry entry = entries[from + place];
        if (entry == null) {
            throw new IllegalStateException("nobody at place " + place + " of " + size);
        }
        return entry;
    }

    /** Adds all whom the others have. */
    void addAll(SortedCallers others) {
        List<QueueEntry> all = new ArrayList<>(others.size);
        for (int place = 0; place < others.size; place++) {
            all.add(others.known(place));
        }
        all.sort(order);
        all.forEach(this::add);
    }

    /** Nothing, if it is there. */
    void add(QueueEntry entry) {
        long mark = mark(entry);
        int place = before(entry, mark);
        if (isAt(place, entry)) {
            return;
        }
        boolean isNearFirst = place < size / 2;
        if (isNearFirst ? from == 0 : from + size == entries.length) {
            makeRoom();
        }
        if (isNearFirst) {
            System.arraycopy(entries, from, entries, from - 1, place);
            System.arraycopy(marks, from, marks, from - 1, place);
            from--;
        } else {
            int at = from + place;
            System.arraycopy(entries, at, entries, at + 1, size - place);
            System.arraycopy(marks, at, marks, at + 1, size - place);
        }
        entries[from + place] = entry;
        marks[from + place] = mark;
        size++;
    }

    /** At both ends as much as there are callers: each is moved for it once in the mean. */
    private void makeRoom() {
        int room = size + 8;
        QueueEntry[] wider = new QueueEntry[size + 2 * room];
        long[] widerMarks = new long[wider.length];
        System.arraycopy(entries, from, wider, room, size);
        System.arraycopy(marks, from, widerMarks, room, size);
        entries = wider;
        marks = widerMarks;
        from = room;
    }

    /** Nothing, if it is not there. */
    void remove(QueueEntry entry) {
        int place = before(entry);
        if (!isAt(place, entry)) {
            return;
        }
        if (place < size / 2) {
            System.arraycopy(entries, from, entries, from + 1, place);
            System.arraycopy(marks, from, marks, from + 1, place);
            entries[from++] = null;
        } else {
            int at = from + place;
            System.arraycopy(entries, at + 1, entries, at, size - place - 1);
            System.arraycopy(marks, at + 1, marks, at, size - place - 1);
            entries[from + size - 1] = null;
        }
        size--;
    }
}
