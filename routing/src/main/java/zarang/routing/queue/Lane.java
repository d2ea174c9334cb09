package zarang.routing.queue;

import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some who stand in a line, in the order of service. Sorted twice, because the hard cap serves by
 * age and everything else by key; by age only from when somebody in the line first came to the cap.
 */
final class Lane {
    final SortedCallers byKey = SortedCallers.byKey();
    private @Nullable SortedCallers byArrival;

    void add(QueueEntry entry) {
        byKey.add(entry);
        if (byArrival != null) {
            byArrival.add(entry);
        }
    }

    void remove(QueueEntry entry) {
        byKey.remove(entry);
        if (byArrival != null) {
            byArrival.remove(entry);
        }
    }

    /** By age; from now on. */
    SortedCallers byArrival() {
        SortedCallers sorted = byArrival;
        if (sorted == null) {
            sorted = SortedCallers.byArrival();
            sorted.addAll(byKey);
            byArrival = sorted;
        }
        return sorted;
    }

    /**
     * Who is to be served next. Of a lane that was never asked {@link #byArrival} nobody may be too
     * old.
     */
    @Nullable QueueEntry head(Instant now) {
        QueueEntry oldest = byArrival == null ? null : byArrival.at(0);
        return oldest != null && oldest.cappedAt(now) ? oldest : byKey.at(0);
    }

    /** Who is to be served after {@code entry}, which is in it. */
    @Nullable QueueEntry after(QueueEntry entry, Instant now) {
        if (entry.cappedAt(now)) {
            SortedCallers byAge = byArrival();
            QueueEntry older = byAge.at(byAge.before(entry) + 1);
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
