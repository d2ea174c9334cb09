package zarang.routing.simulate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What callers of one tier or kind met, or all of them: means over the seeds. Times in seconds,
 * shares 0 to 1. docs/ACD.md defines each.
 *
 * @param offered callers counted in all seeds together
 * @param refused of those, for whom the queue was full, or who waited as long as it allows
 * @param pWait share of callers who found no agent free
 * @param ofAnswered service level: answered in time ÷ answered
 * @param ofOffered service level: answered in time ÷ offered
 * @param withoutShortAbandons service level: answered in time ÷ (offered − short abandons)
 * @param abandonsInTimeCount service level: (answered in time + abandoned in time) ÷ offered
 * @param asa average speed of answer
 * @param meanWait of all who were not refused
 * @param waitOfThoseWhoWait mean wait of those who found no agent free
 * @param p50 half of those answered waited no longer
 */
public record TierResult(
        long offered,
        long refused,
        Interval pWait,
        Interval ofAnswered,
        Interval ofOffered,
        Interval withoutShortAbandons,
        Interval abandonsInTimeCount,
        Interval asa,
        Interval meanWait,
        Interval waitOfThoseWhoWait,
        Interval abandoned,
        Interval p50,
        Interval p90,
        Interval p95,
        Interval p99) {
    static TierResult of(List<TierTally> seeds) {
        return new TierResult(
                seeds.stream().mapToLong(TierTally::offered).sum(),
                seeds.stream().mapToLong(TierTally::refused).sum(),
                over(seeds, TierTally::pWait),
                over(seeds, TierTally::ofAnswered),
                over(seeds, TierTally::ofOffered),
                over(seeds, TierTally::withoutShortAbandons),
                over(seeds, TierTally::abandonsInTimeCount),
                over(seeds, TierTally::asa),
                over(seeds, TierTally::meanWait),
                over(seeds, TierTally::waitOfThoseWhoWait),
                over(seeds, TierTally::abandonShare),
                over(seeds, TierTally::p50),
                over(seeds, TierTally::p90),
                over(seeds, TierTally::p95),
                over(seeds, TierTally::p99));
    }

    private static Interval over(List<TierTally> seeds, ToDoubleFunction<TierTally> figure) {
        return Interval.of(seeds.stream().mapToDouble(figure).toArray());
    }
}
