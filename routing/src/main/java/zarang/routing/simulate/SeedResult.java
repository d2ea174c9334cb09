package zarang.routing.simulate;

import java.util.List;

/**
 * What came of one seed.
 *
 * @param tiers highest first
 * @param occupancy share of the agents' counted time in which they handled calls
 */
record SeedResult(TierTally all, List<TierTally> tiers, double occupancy) {
    SeedResult {
        tiers = List.copyOf(tiers);
        all.close();
        tiers.forEach(TierTally::close);
    }
}
