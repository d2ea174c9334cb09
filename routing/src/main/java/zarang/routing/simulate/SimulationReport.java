package zarang.routing.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zarang.call.Tier;

/**
 * What came of a simulation.
 *
 * @param plan what was simulated
 * @param all callers of all tiers
 * @param byTier highest first
 * @param occupancy share of the agents' time in which they handled calls
 */
public record SimulationReport(
        SimulationPlan plan, TierResult all, Map<Tier, TierResult> byTier, Interval occupancy) {
    static SimulationReport of(SimulationPlan plan, List<SeedResult> seeds) {
        Map<Tier, TierResult> byTier = new LinkedHashMap<>();
        List<Tier> tiers = plan.demand().names();
        for (int rank = 0; rank < tiers.size(); rank++) {
            List<TierTally> tallies = new ArrayList<>();
            for (SeedResult seed : seeds) {
                tallies.add(seed.tiers().get(rank));
            }
            byTier.put(tiers.get(rank), TierResult.of(tallies));
        }
        return new SimulationReport(
                plan,
                TierResult.of(seeds.stream().map(SeedResult::all).toList()),
                byTier,
                Interval.of(seeds.stream().mapToDouble(SeedResult::occupancy).toArray()));
    }
}
