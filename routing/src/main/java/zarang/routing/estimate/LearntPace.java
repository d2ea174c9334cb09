package zarang.routing.estimate;

import java.util.Map;
import zarang.call.Tier;

/**
 * What was learnt of a queue, for whoever decides next.
 *
 * @param all of all tiers
 * @param byTier of each that somebody was answered of
 */
public record LearntPace(PaceSums all, Map<Tier, PaceSums> byTier) {
    public LearntPace {
        byTier = Map.copyOf(byTier);
    }
}
