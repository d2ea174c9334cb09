package zarang.routing.simulate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zarang.call.Tier;
import zarang.routing.queue.TierOffsets;

/** Orders of service that have a name. Each is a set of tier offsets; docs/ACD.md compares them. */
public enum ServiceOrder {
    /** Who came first is served first, of whatever tier. */
    FIFO,
    /**
     * The highest tier first, however long others have waited. Offsets an hour apart, the widest
     * there are: strict for as long as nobody waits longer than the gap between two tiers.
     */
    PRIORITY,
    /** Gold 3 min, silver 1 min, others none. */
    MILD,
    /** Gold 10 min, silver 4 min, others none. */
    STRONG;

    private static final Duration WIDEST = Duration.ofHours(1);

    /**
     * The offset of each tier.
     *
     * @param tiers highest first
     * @throws IllegalArgumentException mild or strong, and none of the tiers is gold or silver
     */
    public Map<Tier, Duration> offsets(List<Tier> tiers) {
        Map<Tier, Duration> offsets = new LinkedHashMap<>();
        for (Tier tier : tiers) {
            int below = tiers.size() - 1 - offsets.size();
            offsets.put(
                    tier,
                    switch (this) {
                        case FIFO -> Duration.ZERO;
                        case PRIORITY ->
                                WIDEST.multipliedBy(below).dividedBy(Math.max(1, tiers.size() - 1));
                        case MILD -> TierOffsets.MILD.of(tier);
                        case STRONG -> TierOffsets.STRONG.of(tier);
                    });
        }
        if ((this == MILD || this == STRONG)
                && offsets.values().stream().allMatch(Duration::isZero)) {
            throw new IllegalArgumentException(
                    "mild and strong are offsets of gold and silver, and no caller is either");
        }
        return offsets;
    }
}
