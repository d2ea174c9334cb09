package zarang.routing.queue;

import java.time.Duration;
import java.util.Map;
import zarang.call.Tier;
import zarang.routing.Bounds;

/**
 * How much earlier than it came a caller of a tier counts as having come. A gold caller with 5 min
 * passes the bronze ones who came up to 5 min before it, and nobody who waited longer.
 *
 * @param byTier 0-60 min each; a tier that is not named has 0
 */
public record TierOffsets(Map<Tier, Duration> byTier) {
    /** Gold passes those of the last three minutes, silver those of the last one. */
    public static final TierOffsets MILD =
            goldAndSilver(Duration.ofMinutes(3), Duration.ofMinutes(1));

    /** Gold passes those of the last ten minutes, silver those of the last four. */
    public static final TierOffsets STRONG =
            goldAndSilver(Duration.ofMinutes(10), Duration.ofMinutes(4));

    public TierOffsets {
        byTier = Map.copyOf(byTier);
        byTier.forEach((tier, offset) ->
                Bounds.require(
                        "tier-offsets: " + tier, offset, Duration.ZERO, Duration.ofHours(1)));
    }

    /** Gold 5 min, silver 2 min, bronze 0. */
    public static TierOffsets defaults() {
        return goldAndSilver(Duration.ofMinutes(5), Duration.ofMinutes(2));
    }

    private static TierOffsets goldAndSilver(Duration gold, Duration silver) {
        return new TierOffsets(
                Map.of(Tier.GOLD, gold, Tier.SILVER, silver, Tier.BRONZE, Duration.ZERO));
    }

    public Duration of(Tier tier) {
        return byTier.getOrDefault(tier, Duration.ZERO);
    }
}
