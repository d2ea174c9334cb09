package zarang.routing.simulate;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Millions of calls through {@link TextbookQueue}, 30 seeds of them, and what became of them. */
final class ManyCalls {
    private static final int SEEDS = 30;
    private static final double NANOS = 1e9;
    private static final long TARGET = 20_000_000_000L;

    private final double[] waits;
    private final long[] calls;
    private long found;
    private long answered;
    private long answeredInTime;
    private double waitsOfAnswered;
    private boolean counts;

    private ManyCalls(int ranks) {
        waits = new double[ranks];
        calls = new long[ranks];
    }

    /**
     * Runs them on all cores.
     *
     * @param patience mean, in nanoseconds; {@code Long.MAX_VALUE}: nobody hangs up
     * @param each calls a seed
     */
    static ManyCalls run(
            OfferedLoad load, long patience, List<TierShare> tiers, ServiceOrder order, int each) {
        ManyCalls all = new ManyCalls(tiers.size());
        IntStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> {
                    ManyCalls one = new ManyCalls(tiers.size());
                    one.simulate(load, patience, tiers, order, each, seed);
                    return one;
                })
                .toList()
                .forEach(all::add);
        return all;
    }

    private void simulate(
            OfferedLoad load,
            long patience,
            List<TierShare> tiers,
            ServiceOrder order,
            int each,
            long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var offsets = order.offsets(tiers.stream().map(TierShare::tier).toList());
        TextbookQueue queue =
                new TextbookQueue(
                        load.agents(),
                        offsets.values().stream().mapToLong(Duration::toNanos).toArray(),
                        this::gone);
        double between = NANOS / load.callsPerSecond();
        double handling = NANOS * load.ahtSeconds();
        double at = 0;
        for (int call = 0; call < each; call++) {
            counts = call > each / 50;
            at += random.nextExponential() * between;
            queue.arrives(
                    (long) at,
                    (long) (random.nextExponential() * handling),
                    patience == Long.MAX_VALUE
                            ? patience
                            : (long) (random.nextExponential() * patience),
                    rank(tiers, random));
        }
        queue.close();
    }

    private static int rank(List<TierShare> tiers, RandomGenerator random) {
        double drawn = tiers.size() == 1 ? 0 : random.nextDouble();
        int rank = 0;
        while (rank < tiers.size() - 1 && drawn >= tiers.get(rank).share()) {
            drawn -= tiers.get(rank++).share();
        }
        return rank;
    }

    private void gone(int rank, long wait, boolean isAnswered) {
        if (!counts) {
            return;
        }
        calls[rank]++;
        waits[rank] += wait / NANOS;
        found += wait == 0 ? 1 : 0;
        if (isAnswered) {
            answered++;
            answeredInTime += wait <= TARGET ? 1 : 0;
            waitsOfAnswered += wait / NANOS;
        }
    }

    private void add(ManyCalls other) {
        for (int rank = 0; rank < calls.length; rank++) {
            calls[rank] += other.calls[rank];
            waits[rank] += other.waits[rank];
        }
        found += other.found;
        answered += other.answered;
        answeredInTime += other.answeredInTime;
        waitsOfAnswered += other.waitsOfAnswered;
    }

    private double all() {
        return IntStream.range(0, calls.length).mapToLong(rank -> calls[rank]).sum();
    }

    double pWait() {
        return 1 - found / all();
    }

    double inTime() {
        return answeredInTime / all();
    }

    double abandoned() {
        return 1 - answered / all();
    }

    double asa() {
        return waitsOfAnswered / answered;
    }

    double meanWait() {
        return IntStream.range(0, waits.length).mapToDouble(rank -> waits[rank]).sum() / all();
    }

    double meanWait(int rank) {
        return waits[rank] / calls[rank];
    }
}
