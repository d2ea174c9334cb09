package zarang.routing.statistics;

import java.time.Instant;
import java.util.Optional;

/**
 * Which figures are wanted.
 *
 * @param from from the quarter of an hour that this lies in
 * @param to up to the end of the quarter that this lies in; not after {@code from}: none
 * @param name of a queue or an agent; empty: all
 * @param after the last row that is known already; empty: from the first on
 * @param most rows, 1 and up
 */
public record StatisticsWish(
        Instant from,
        Instant to,
        IntervalStep step,
        Optional<String> name,
        Optional<After> after,
        int most) {
    /** A row, by where it begins and whose it is. */
    public record After(Instant from, String name) {}

    boolean isKnown(IntervalStep.Span span, String whose) {
        return after.map(
                        last -> {
                            int order = span.start().compareTo(last.from());
                            return order < 0 || (order == 0 && whose.compareTo(last.name()) <= 0);
                        })
                .orElse(false);
    }
}
