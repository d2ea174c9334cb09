package zarang.routing.simulate;

/**
 * What is simulated: calls, agents, and how long. Refused with {@code IllegalArgumentException}:
 * more than 2,000,000 calls a seed.
 */
public record SimulationPlan(Demand demand, ShiftPlan shift, SimulatedTime time) {
    private static final double CALLS_MAX = 2_000_000;
    private static final double SECONDS_PER_HOUR = 3600;

    public SimulationPlan {
        double hours = OfferedLoad.seconds(time.warmUp().plus(time.measured())) / SECONDS_PER_HOUR;
        double calls = demand.callsPerHour() * hours;
        if (calls > CALLS_MAX) {
            throw new IllegalArgumentException(
                    "%.0f calls a seed are too many, at most 2000000: simulate fewer hours, and more seeds"
                            .formatted(calls));
        }
    }

    /** The same with other agents. */
    public SimulationPlan with(int agents) {
        return new SimulationPlan(demand, shift.with(agents), time);
    }

    /** Calls, handling time and agents, for the formulas. */
    public OfferedLoad load() {
        return new OfferedLoad(demand.callsPerHour(), demand.handling().mean(), shift.agents());
    }
}
