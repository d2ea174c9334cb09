package zarang.routing.simulate;

import java.util.List;

/**
 * What came of one seed.
 *
 * @param tiers highest first
 * @param skills as the plan names what callers ask for
 * @param occupancy share of the agents' counted time in which they handled calls
 * @param busy the same of each agent
 */
record SeedResult(
        TierTally all,
        List<TierTally> tiers,
        List<TierTally> skills,
        double occupancy,
        List<Double> busy) {
    SeedResult {
        tiers = List.copyOf(tiers);
        skills = List.copyOf(skills);
        busy = List.copyOf(busy);
        skills.forEach(TierTally::close);
        all.close();
        tiers.forEach(TierTally::close);
    }
}
