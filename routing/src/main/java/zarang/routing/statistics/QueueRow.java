package zarang.routing.statistics;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A queue's figures of one time: of the waits that began in it, whatever time they ended at. What
 * each means stands in {@code docs/ACD.md}. Times are in ms.
 *
 * @param offered callers whom the queue let in: answered, abandoned, left, or still waiting
 * @param left callers who were let in and neither answered nor hung up, by reason such as {@code
 *     max-wait}; {@code lost}: their process died
 * @param refused callers who were not let in, by reason such as {@code full}
 * @param waiting of those offered, of whom nothing else is known yet
 * @param missed offers that an agent did not take, by their own time
 * @param talks that followed and are over
 * @param talksLost that a crash cut off
 */
public record QueueRow(
        String queue,
        Instant from,
        Instant to,
        long offered,
        long answered,
        long answeredInTarget,
        long abandoned,
        long shortAbandons,
        Map<String, Long> left,
        Map<String, Long> refused,
        long waiting,
        long missed,
        ServiceLevels serviceLevel,
        OptionalLong asaMs,
        OptionalLong meanWaitMs,
        OptionalLong longestWaitMs,
        long talks,
        long talksLost,
        HandlingTimes handling) {
    static final String OVERFLOW = "overflow";
    static final String LEFT = "left:";
    static final String REFUSED = "refused:";

    public QueueRow {
        left = Map.copyOf(left);
        refused = Map.copyOf(refused);
    }

    /** Who was moved to another queue by a rule of this one, let in or not. */
    public long overflowed() {
        return left.getOrDefault(OVERFLOW, 0L) + refused.getOrDefault(OVERFLOW, 0L);
    }

    /**
     * The service level in the four usual ways; empty: there is nothing to divide by.
     *
     * @param ofAnswered answered in target ÷ answered
     * @param ofOffered answered in target ÷ offered
     * @param withoutShortAbandons answered in target ÷ (offered − short abandons)
     * @param abandonsInTimeCount (answered + abandoned, each in target) ÷ offered
     */
    public record ServiceLevels(
            OptionalDouble ofAnswered,
            OptionalDouble ofOffered,
            OptionalDouble withoutShortAbandons,
            OptionalDouble abandonsInTimeCount) {}

    static QueueRow of(String queue, IntervalStep.Span span, Tallies of) {
        Map<String, Long> left = of.each(LEFT);
        long offered = of.of("offered");
        long answered = of.of("answered");
        long inTarget = of.of("inTarget");
        long abandoned = of.of("abandoned");
        long over = answered + abandoned + Tallies.sum(left);
        long known = over - left.getOrDefault("lost", 0L);
        return new QueueRow(
                queue,
                span.start(),
                span.end(),
                offered,
                answered,
                inTarget,
                abandoned,
                of.of("shortAbandons"),
                left,
                of.each(REFUSED),
                Math.max(0, offered - over),
                of.of("missed"),
                new ServiceLevels(
                        Tallies.ratio(inTarget, answered),
                        Tallies.ratio(inTarget, offered),
                        Tallies.ratio(inTarget, offered - of.of("shortAbandons")),
                        Tallies.ratio(inTarget + of.of("goneInTarget"), offered)),
                Tallies.mean(of.of("answerMs"), answered),
                Tallies.mean(of.of("waitMs"), known),
                known == 0 ? OptionalLong.empty() : OptionalLong.of(of.of("longestWaitMs")),
                of.of("talks"),
                of.of("talksLost"),
                HandlingTimes.of(of));
    }
}
