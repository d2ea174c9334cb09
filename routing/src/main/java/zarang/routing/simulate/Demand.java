package zarang.routing.simulate;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import zarang.call.Tier;
import zarang.routing.Bounds;

/**
 * Who calls, and what for. Callers come one by one, independent of each other (Poisson).
 *
 * @param callsPerHour above 0, at most 100,000
 * @param handling 1 s to 4 h in the mean
 * @param patience mean time after which a waiting caller hangs up, exponential; 1 s to 24 h;
 *     absent: nobody hangs up
 * @param tiers highest first; 1 to 5, whose shares add up to 1
 */
public record Demand(
        double callsPerHour,
        HandlingTime handling,
        Optional<Duration> patience,
        List<TierShare> tiers) {
    private static final double CALLS_MAX = 100_000;
    private static final int TIERS_MAX = 5;
    private static final double ROUNDING = 1e-6;

    public Demand {
        tiers = List.copyOf(tiers);
        if (!(callsPerHour > 0) || callsPerHour > CALLS_MAX) {
            throw new IllegalArgumentException(
                    "calls an hour: above 0 and at most 100000, not " + callsPerHour);
        }
        Bounds.require(
                "handling time", handling.mean(), Duration.ofSeconds(1), Duration.ofHours(4));
        patience.ifPresent(time ->
                Bounds.require("patience", time, Duration.ofSeconds(1), Duration.ofDays(1)));
        if (tiers.isEmpty() || tiers.size() > TIERS_MAX) {
            throw new IllegalArgumentException("tiers: 1 to " + TIERS_MAX);
        }
        if (new HashSet<>(names(tiers)).size() != tiers.size()) {
            throw new IllegalArgumentException("tiers: one is named twice");
        }
        double sum = tiers.stream().mapToDouble(TierShare::share).sum();
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException(
                    "tiers: their shares add up to %.1f %%, not to 100 %%".formatted(100 * sum));
        }
    }

    /** The tiers, highest first. */
    public List<Tier> names() {
        return names(tiers);
    }

    private static List<Tier> names(List<TierShare> tiers) {
        return tiers.stream().map(TierShare::tier).toList();
    }
}
