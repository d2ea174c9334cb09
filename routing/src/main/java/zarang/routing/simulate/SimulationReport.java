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
 * @param bySkill as the plan names what callers ask for
 * @param occupancy share of the agents' time in which they handled calls
 * @param busy how the agents shared it
 */
public record SimulationReport(
        SimulationPlan plan,
        TierResult all,
        Map<Tier, TierResult> byTier,
        Map<SkillSet, TierResult> bySkill,
        Interval occupancy,
        BusyAgents busy) {
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
        Map<SkillSet, TierResult> bySkill = new LinkedHashMap<>();
        List<SkillShare> skills = plan.skills().callers();
        for (int kind = 0; kind < skills.size(); kind++) {
            List<TierTally> tallies = new ArrayList<>();
            for (SeedResult seed : seeds) {
                tallies.add(seed.skills().get(kind));
            }
            bySkill.put(skills.get(kind).skills(), TierResult.of(tallies));
        }
        return new SimulationReport(
                plan,
                TierResult.of(seeds.stream().map(SeedResult::all).toList()),
                byTier,
                bySkill,
                Interval.of(seeds.stream().mapToDouble(SeedResult::occupancy).toArray()),
                BusyAgents.of(plan, seeds));
    }
}
