package zarang.media;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The counters of one thread: it alone adds, without locked instructions; any thread reads.
 *
 * <p>Each media loop has one, and the control loop.
 */
final class LoopTally {
    private final Map<MediaCount, AtomicLong> counts = new EnumMap<>(MediaCount.class);

    LoopTally() {
        for (MediaCount count : MediaCount.values()) {
            counts.put(count, new AtomicLong());
        }
    }

    /** The owner's thread only. */
    void add(MediaCount count) {
        add(count, 1);
    }

    void add(MediaCount count, long more) {
        AtomicLong cell = requireNonNull(counts.get(count));
        cell.setOpaque(cell.getPlain() + more);
    }

    void addTo(Map<MediaCount, Long> sums) {
        counts.forEach((count, cell) -> sums.merge(count, cell.getOpaque(), Long::sum));
    }
}
