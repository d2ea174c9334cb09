package zarang.journal;

import java.util.List;

/**
 * The journal in numbers, for metrics. Taking them never waits.
 *
 * @param appended entries that came
 * @param sent entries that reached Redis, those sent again included
 * @param lost entries that were refused at a bound, could not be written, or were given up at the
 *     stop; should be 0 for ever
 * @param again entries sent again because another Redis had taken over that did not have them
 * @param aside entries and open calls that were set aside, since nobody could take them
 * @param parkedOnDisk entries that this version can make nothing of, kept for a later one
 * @param spoolEntries waiting on disk for Redis
 * @param memoryEntries waiting in memory while the disk fails
 * @param spoolBytes on disk, with what was sent and is kept for a fail-over
 * @param spoolBytesMax the bound; the last tenth is kept for the entries that points and reports
 *     need
 * @param damagedBytes torn, damaged or unreadable
 * @param redisAway whether the last batch failed
 * @param diskFails whether the last write to the spool failed
 * @param nodeTaken whether another living process has this node's name
 * @param adopted silent nodes whose calls were ended
 */
public record JournalFigures(
        long appended,
        long sent,
        long lost,
        long again,
        long aside,
        long parkedOnDisk,
        long spoolEntries,
        long memoryEntries,
        long spoolBytes,
        long spoolBytesMax,
        long damagedBytes,
        boolean redisAway,
        boolean diskFails,
        boolean nodeTaken,
        long adopted,
        List<ConsumerFigures> consumers) {

    /**
     * One consumer group.
     *
     * @param done entries taken
     * @param failed tries that failed
     * @param parked entries put aside by this process because the consumer could not take them
     * @param unread entries put aside by this process because it is older than they are
     * @param dropped entries for which there was no room aside: the consumer never gets them
     * @param readings how often it read in Redis what this process had not seen, or was not to deal
     * @param behind entries that it has not done yet; −1 while unknown
     */
    public record ConsumerFigures(
            String name,
            long done,
            long failed,
            long parked,
            long unread,
            long dropped,
            long readings,
            long behind) {}
}
