package zarang.routing.simulate;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import zarang.call.fact.Subject;

/**
 * The calls of one seed, in the order in which they come. Each property has a stream of random
 * numbers of its own, so that the same callers come whatever the agents and the order are: orders
 * are compared on the same calls.
 */
final class CallStream {
    private static final double NANOS = 1e9;

    /** Longer than any simulation lasts, and far from an overflow: 30 years. */
    private static final double LONGEST_S = 1e9;

    private final Demand demand;
    private final double[] tierShares;
    private final double[] skillShares;
    private final RandomGenerator arrivals;
    private final RandomGenerator handling;
    private final RandomGenerator patience;
    private final RandomGenerator ranks;
    private final RandomGenerator kinds;
    private Instant last;
    private long number;

    CallStream(SimulationPlan plan, long seed, Instant from) {
        demand = plan.demand();
        tierShares = demand.tiers().stream().mapToDouble(TierShare::share).toArray();
        skillShares = plan.skills().callers().stream().mapToDouble(SkillShare::share).toArray();
        last = from;
        SplittableGenerator source =
                RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(seed);
        arrivals = source.split();
        handling = source.split();
        patience = source.split();
        ranks = source.split();
        kinds = source.split(); // the last: a seed makes the same calls whatever they ask for
    }

    SimulatedCall next() {
        last = last.plusNanos(nanos(arrivals.nextExponential() * 3600 / demand.callsPerHour()));
        long leaves =
                demand.patience()
                        .map(mean -> nanos(patience.nextExponential() * OfferedLoad.seconds(mean)))
                        .orElse(Long.MAX_VALUE);
        return new SimulatedCall(
                new Subject("call", Long.toString(++number)),
                drawn(ranks.nextDouble(), tierShares),
                drawn(kinds.nextDouble(), skillShares),
                last,
                nanos(demand.handling().draw(handling)),
                leaves);
    }

    private static int drawn(double drawn, double[] shares) {
        double above = 0;
        for (int one = 0; one < shares.length - 1; one++) {
            above += shares[one];
            if (drawn < above) {
                return one;
            }
        }
        return shares.length - 1;
    }

    private static long nanos(double seconds) {
        return (long) (Math.min(seconds, LONGEST_S) * NANOS);
    }
}
