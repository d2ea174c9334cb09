package zarang.routing.statistics;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Figures of one over some time, by name; what nobody counted is 0. */
final class Tallies {
    private final Map<String, Long> figures = new HashMap<>();

    void add(String figure, long amount) {
        figures.merge(figure, amount, figure.equals("longestWaitMs") ? Math::max : Long::sum);
    }

    long of(String figure) {
        return figures.getOrDefault(figure, 0L);
    }

    /** Those whose names begin so, by the rest of the name. */
    Map<String, Long> each(String beginning) {
        Map<String, Long> found = new TreeMap<>();
        figures.forEach((figure, amount) -> {
            if (figure.startsWith(beginning)) {
                found.put(figure.substring(beginning.length()), amount);
            }
        });
        return found;
    }

    static long sum(Map<String, Long> figures) {
        return figures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Empty: there is nothing to divide by. */
    static OptionalDouble ratio(long of, long by) {
        return by == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) of / by);
    }

    /** To the nearest whole; empty: there is nothing to divide by. */
    static OptionalLong mean(long sum, long count) {
        return count == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.floorDiv(2 * sum + count, 2 * count));
    }
}
