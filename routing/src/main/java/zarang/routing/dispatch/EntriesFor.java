package zarang.routing.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.WaitingLine;

/**
 * Those in several queues who wait and can be taken, in the order of service. It looks no further
 * than it is asked: the first one of each queue, then one more for each that is passed over.
 */
final class EntriesFor implements Iterator<QueueEntry> {
    private final Predicate<QueueEntry> taken;
    private final Instant now;
    private final List<WaitingLine> lines;

    /** Of each line the first that was not given yet; none if there is no other. */
    private final List<Optional<QueueEntry>> first = new ArrayList<>();

    private int given = -1;

    EntriesFor(List<WaitingLine> lines, Predicate<QueueEntry> taken, Instant now) {
        this.lines = lines;
        this.taken = taken;
        this.now = now;
        for (WaitingLine line : lines) {
            first.add(from(line, line.head(now)));
        }
    }

    private Optional<QueueEntry> from(WaitingLine line, Optional<QueueEntry> start) {
        Optional<QueueEntry> entry = start;
        while (entry.isPresent() && !taken.test(entry.get())) {
            entry = line.after(entry.get(), now);
        }
        return entry;
    }

    @Override
    public boolean hasNext() {
        goOn();
        return first.stream().anyMatch(Optional::isPresent);
    }

    @Override
    public QueueEntry next() {
        goOn();
        QueueEntry best = null;
        for (int i = 0; i < first.size(); i++) {
            QueueEntry entry = first.get(i).orElse(null);
            if (goesBefore(entry, best)) {
                best = entry;
                given = i;
            }
        }
        if (best == null) {
            throw new NoSuchElementException();
        }
        return best;
    }

    private boolean goesBefore(@Nullable QueueEntry entry, @Nullable QueueEntry best) {
        return entry != null && (best == null || entry.goesBefore(best, now));
    }

    private void goOn() {
        if (given >= 0) {
            WaitingLine line = lines.get(given);
            first.set(given, first.get(given).flatMap(last -> from(line, line.after(last, now))));
            given = -1;
        }
    }
}
