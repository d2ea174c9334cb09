package zarang.media;

import java.util.EnumMap;
import java.util.Map;

/**
 * A look at the counters, summed over the loops.
 *
 * @param counts every {@link MediaCount}
 * @param sessions open now
 * @param portsFree can be taken at once, those of decoys among them
 * @param portsResting closed a moment ago
 */
public record MediaCounters(
        Map<MediaCount, Long> counts, int sessions, int portsFree, int portsResting) {
    public MediaCounters {
        counts = Map.copyOf(counts);
    }

    public long get(MediaCount count) {
        return counts.getOrDefault(count, 0L);
    }

    @Override
    public String toString() {
        return "sessions="
                + sessions
                + " portsFree="
                + portsFree
                + " portsResting="
                + portsResting
                + " "
                + new EnumMap<>(counts);
    }
}
