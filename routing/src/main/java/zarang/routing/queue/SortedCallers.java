package zarang.routing.queue;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Callers of a queue, sorted. The first is there at once and a place is found by halving. Who comes
 * or goes moves those on its nearer side: few, for most who join come last and most who go stand
 * first, and 5,000 at most, which is less than a microsecond's work.
 */
final class SortedCallers {
    private final Comparator<QueueEntry> order;

    /** From {@link #from} on; room at both ends. */
    private @Nullable QueueEntry[] entries = new QueueEntry[16];

    private int from = 8;
    private int size;

    SortedCallers(Comparator<QueueEntry> order) {
        this.order = order;
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
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(known(middle), entry) < 0) {
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

    /** Nothing, if it is there. */
    void add(QueueEntry entry) {
        int place = before(entry);
        if (isAt(place, entry)) {
            return;
        }
        boolean isNearFirst = place < size / 2;
        if (isNearFirst ? from == 0 : from + size == entries.length) {
            makeRoom();
        }
        if (isNearFirst) {
            System.arraycopy(entries, from, entries, from - 1, place);
            from--;
        } else {
            int at = from + place;
            System.arraycopy(entries, at, entries, at + 1, size - place);
        }
        entries[from + place] = entry;
        size++;
    }

    /** At both ends as much as there are callers: each is moved for it once in the mean. */
    private void makeRoom() {
        int room = size + 8;
        QueueEntry[] wider = new QueueEntry[size + 2 * room];
        System.arraycopy(entries, from, wider, room, size);
        entries = wider;
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
            entries[from++] = null;
        } else {
            int at = from + place;
            System.arraycopy(entries, at + 1, entries, at, size - place - 1);
            entries[from + size - 1] = null;
        }
        size--;
    }
}
