package zarang.routing.simulate;

import java.util.Optional;

/**
 * How many agents it takes. Starts from what Erlang C or A says and simulates its way to the least
 * number whose service level is met; the callers are the same for each number, and so are the
 * shares of agents who know the same.
 *
 * @param share of callers to be answered within the plan's service target: above 0, below 1; short
 *     abandons are left out
 */
public record Staffing(double share) {
    public Staffing {
        if (!(share > 0) || !(share < 1)) {
            throw new IllegalArgumentException(
                    "the share to be answered in time is above 0 % and below 100 %");
        }
    }

    /**
     * The report for the least number of agents that meet the target. Steps away from the formula's
     * number, twice as far each time, then halves what is between.
     *
     * @return empty if even {@link ShiftPlan#AGENTS_MAX} agents do not
     */
    public Optional<SimulationReport> least(SimulationPlan plan, Simulator simulator) {
        int missed = 0;
        int agents = byFormula(plan);
        int step = 1;
        SimulationReport found = null;
        while (found == null || found.plan().shift().agents() - missed > 1) {
            SimulationReport report = simulator.run(plan.with(agents));
            if (isMet(report)) {
                found = report;
            } else if (agents == ShiftPlan.AGENTS_MAX) {
                return Optional.empty();
            } else {
                missed = agents;
            }
            if (found == null) {
                agents = Math.min(missed + step, ShiftPlan.AGENTS_MAX);
            } else if (missed == 0) {
                agents = Math.max(agents - step, 1);
            } else {
                agents = (missed + found.plan().shift().agents()) / 2;
            }
            step *= 2;
        }
        return Optional.of(found);
    }

    /** The least number by Erlang A if callers hang up, else by Erlang C. */
    public int byFormula(SimulationPlan plan) {
        int agents = 1;
        while (agents < ShiftPlan.AGENTS_MAX && level(plan, agents) < share) {
            agents++;
        }
        return agents;
    }

    private static double level(SimulationPlan plan, int agents) {
        OfferedLoad load = plan.load().with(agents);
        return plan.demand()
                .patience()
                .map(patience ->
                        new ErlangA(load, patience).serviceLevel(plan.shift().serviceTarget()))
                .orElseGet(() -> new ErlangC(load).serviceLevel(plan.shift().serviceTarget()));
    }

    private boolean isMet(SimulationReport report) {
        return report.all().withoutShortAbandons().mean() >= share;
    }
}
