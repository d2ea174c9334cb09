package zarang.routing.simulate;

import java.time.Instant;
import java.util.List;
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
    private final List<TierShare> tiers;
    private final RandomGenerator arrivals;
    private final RandomGenerator handling;
    private final RandomGenerator patience;
    private final RandomGenerator ranks;
    private Instant last;
    private long number;

    CallStream(Demand demand, long seed, Instant from) {
        this.demand = demand;
        tiers = demand.tiers();
        last = from;
        SplittableGenerator source =
                RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(seed);
        arrivals = source.split();
        handling = source.split();
        patience = source.split();
        ranks = source.split();
    }

    SimulatedCall next() {
        last = last.plusNanos(nanos(arrivals.nextExponential() * 3600 / demand.callsPerHour()));
        long leaves =
                demand.patience()
                        .map(mean -> nanos(patience.nextExponential() * OfferedLoad.seconds(mean)))
                        .orElse(Long.MAX_VALUE);
        return new SimulatedCall(
                new Subject("call", Long.toString(++number)),
                rank(ranks.nextDouble()),
                last,
                nanos(demand.handling().draw(handling)),
                leaves);
    }

    private int rank(double drawn) {
        double above = 0;
        for (int rank = 0; rank < tiers.size() - 1; rank++) {
            above += tiers.get(rank).share();
            if (drawn < above) {
                return rank;
            }
        }
        return tiers.size() - 1;
    }

    private static long nanos(double seconds) {
        return (long) (Math.min(seconds, LONGEST_S) * NANOS);
    }
}
