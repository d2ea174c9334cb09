package zarang.routing.queue;

import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some who stand in a line, in the order of service. Sorted twice, because the hard cap serves by
 * age and everything else by key.
 */
final class Lane {
    final SortedCallers byKey = new SortedCallers(QueueEntry.BY_KEY);
    final SortedCallers byArrival = new SortedCallers(QueueEntry.BY_ARRIVAL);

    void add(QueueEntry entry) {
        byArrival.add(entry);
        byKey.add(entry);
    }

    void remove(QueueEntry entry) {
        byArrival.remove(entry);
        byKey.remove(entry);
    }

    /** Who is to be served next. */
    @Nullable QueueEntry head(Instant now) {
        QueueEntry oldest = byArrival.at(0);
        return oldest != null && oldest.cappedAt(now) ? oldest : byKey.at(0);
    }

    /** Who is to be served after {@code entry}, which is in it. */
    @Nullable QueueEntry after(QueueEntry entry, Instant now) {
        if (entry.cappedAt(now)) {
            QueueEntry older = byArrival.at(byArrival.before(entry) + 1);
            return older != null && older.cappedAt(now) ? older : notCapped(0, now);
        }
        return notCapped(byKey.before(entry) + 1, now);
    }

    private @Nullable QueueEntry notCapped(int from, Instant now) {
        int place = from;
        QueueEntry entry = byKey.at(place);
        while (entry != null && entry.cappedAt(now)) {
            entry = byKey.at(++place);
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
