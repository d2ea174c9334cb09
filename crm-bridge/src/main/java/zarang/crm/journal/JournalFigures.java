package zarang.crm.journal;

import java.util.List;

/**
 * The journal in numbers, for metrics. Taking them never waits.
 *
 * @param appended entries that came
 * @param sent entries that reached Redis, those sent again included
 * @param lost entries that were refused at a bound or could not be written; should be 0 for ever
 * @param spoolEntries waiting on disk for Redis
 * @param spoolBytes on disk
 * @param spoolBytesMax the bound; the last tenth is kept for the entries that points and reports
 *     need
 * @param damagedBytes torn or damaged when the spool was opened
 * @param redisAway whether the last batch failed
 */
public record JournalFigures(
        long appended,
        long sent,
        long lost,
        long spoolEntries,
        long spoolBytes,
        long spoolBytesMax,
        long damagedBytes,
        boolean redisAway,
        List<ConsumerFigures> consumers) {

    /**
     * One consumer group.
     *
     * @param done entries taken
     * @param failed tries that failed
     * @param parked entries put aside by this process
     * @param behind entries that it has not done yet; −1 while unknown
     */
    public record ConsumerFigures(String name, long done, long failed, long parked, long behind) {}
}
