package zarang.routing.queue;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some who stand in a line, in the order of service. Sorted twice, because the hard cap serves by
 * age and everything else by key. Every change and the head cost O(log n).
 */
final class Lane {
    final NavigableSet<QueueEntry> byKey = new TreeSet<>(QueueEntry.BY_KEY);
    final NavigableSet<QueueEntry> byArrival = new TreeSet<>(QueueEntry.BY_ARRIVAL);

    /** Whether it was not in it yet. */
    boolean add(QueueEntry entry) {
        byArrival.add(entry);
        return byKey.add(entry);
    }

    /** Whether it was in it. */
    boolean remove(QueueEntry entry) {
        byArrival.remove(entry);
        return byKey.remove(entry);
    }

    void clear() {
        byKey.clear();
        byArrival.clear();
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** Who is to be served next. */
    @Nullable QueueEntry head(Instant now) {
        if (byArrival.isEmpty()) {
            return null;
        }
        QueueEntry oldest = byArrival.first();
        return oldest.cappedAt(now) ? oldest : byKey.first();
    }

    /** Who is to be served after {@code entry}, which is in it. */
    @Nullable QueueEntry after(QueueEntry entry, Instant now) {
        if (entry.cappedAt(now)) {
            QueueEntry older = byArrival.higher(entry);
            return older != null && older.cappedAt(now)
                    ? older
                    : notCapped(byKey.isEmpty() ? null : byKey.first(), now);
        }
        return notCapped(byKey.higher(entry), now);
    }

    private @Nullable QueueEntry notCapped(@Nullable QueueEntry from, Instant now) {
        QueueEntry entry = from;
        while (entry != null && entry.cappedAt(now)) {
            entry = byKey.higher(entry);
        }
        return entry;
    }

    /** The first of those who are {@code allowed}. */
    @Nullable QueueEntry first(Predicate<QueueEntry> allowed, Instant now) {
        QueueEntry entry = head(now);
        while (entry != null && !allowed.test(entry)) {
            entry = after(entry, now);
        }
        return entry;
    }
}
