package zarang.routing.simulate;

import java.util.Arrays;
import java.util.stream.Collectors;
import zarang.call.Words;
import zarang.routing.queue.Strategy;

/**
 * What is simulated: calls, agents, and how long. Refused with {@code IllegalArgumentException}:
 * more than 2,000,000 calls a seed, and ringing all.
 *
 * @param skills what callers ask for and agents know
 * @param strategy which idle agent gets a caller; not {@link Strategy#RING_ALL}
 */
public record SimulationPlan(
        Demand demand, ShiftPlan shift, SimulatedTime time, SkillPlan skills, Strategy strategy) {
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
        if (strategy == Strategy.RING_ALL) {
            throw new IllegalArgumentException(
                    "ring-all is not simulated: which of the agents whose phones ring answers first"
                            + " is up to them; expected one of "
                            + strategies());
        }
    }

    /** Every agent takes every caller, the longest idle first. */
    public SimulationPlan(Demand demand, ShiftPlan shift, SimulatedTime time) {
        this(demand, shift, time, SkillPlan.NONE, Strategy.LONGEST_IDLE);
    }

    /** The names of those that can be simulated. */
    public static String strategies() {
        return Arrays.stream(Strategy.values())
                .filter(each -> each != Strategy.RING_ALL)
                .map(Words::of)
                .collect(Collectors.joining(", "));
    }

    /** The same with other agents. */
    public SimulationPlan with(int agents) {
        return new SimulationPlan(demand, shift.with(agents), time, skills, strategy);
    }

    /** Calls, handling time and agents, for the formulas. */
    public OfferedLoad load() {
        return new OfferedLoad(demand.callsPerHour(), demand.handling().mean(), shift.agents());
    }
}
