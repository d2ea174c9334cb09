package zarang.routing.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the work was shared out. Shares of the counted time, 0 to 1.
 *
 * @param bySkill those who know the same, as the plan names them; not those of whom there are none
 * @param most the busiest agent of each seed
 * @param least the one who was least busy
 */
public record BusyAgents(Map<SkillSet, Interval> bySkill, Interval most, Interval least) {
    static BusyAgents of(SimulationPlan plan, List<SeedResult> seeds) {
        Map<SkillSet, Interval> bySkill = new LinkedHashMap<>();
        List<Integer> heads = plan.skills().heads(plan.shift().agents());
        int from = 0;
        for (int kind = 0; kind < heads.size(); kind++) {
            int until = from + heads.get(kind);
            if (until > from) {
                List<Double> means = new ArrayList<>();
                for (SeedResult seed : seeds) {
                    means.add(mean(seed.busy().subList(from, until)));
                }
                bySkill.put(plan.skills().agents().get(kind).skills(), over(means));
            }
            from = until;
        }
        return new BusyAgents(
                bySkill,
                over(
                        seeds.stream()
                                .map(seed -> seed.busy().stream().reduce(0.0, Math::max))
                                .toList()),
                over(
                        seeds.stream()
                                .map(seed -> seed.busy().stream().reduce(1.0, Math::min))
                                .toList()));
    }

    private static double mean(List<Double> all) {
        return all.stream().mapToDouble(each -> each).average().orElse(Double.NaN);
    }

    private static Interval over(List<Double> seeds) {
        return Interval.of(seeds.stream().mapToDouble(each -> each).toArray());
    }
}
