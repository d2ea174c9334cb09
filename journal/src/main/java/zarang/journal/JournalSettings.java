package zarang.journal;

import java.time.Duration;
import java.util.regex.Pattern;
import zarang.journal.spool.SpoolSettings;

/**
 * The journal of one process.
 *
 * @param node name of the process among those that share a Redis; 1 to 64 letters, digits, dots,
 *     dashes, underscores. The same after a restart, so that its calls are found again
 * @param queueMax entries between the control loop and the disk; above that they are lost, which is
 *     counted
 * @param keep entries stay in the stream at least this long, and until every group has done them
 * @param tries how often a consumer gets an entry before it is parked
 * @param parkedMax parked entries of a consumer; at the bound it waits instead
 * @param partitions how many of a consumer's entries may be done at once, each of another subject,
 *     and how many nodes can share them; 1 to 64. What the first node of a Redis said stays
 * @param drain how long a stop sends what is left; the rest is sent at the next start
 */
public record JournalSettings(
        String node,
        SpoolSettings spool,
        int queueMax,
        Duration keep,
        int tries,
        int parkedMax,
        int partitions,
        Duration drain) {
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int QUEUE_MAX = 65_536;
    private static final Duration KEEP = Duration.ofDays(7);
    private static final Duration REMEMBER_MIN = Duration.ofDays(14);
    private static final Duration REMEMBER_AFTER = Duration.ofDays(7);
    private static final int TRIES = 10;
    private static final int PARKED_MAX = 10_000;
    private static final int PARTITIONS = 8;
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /** One for each bucket of {@code journal.lua}. */
    private static final int PARTITIONS_MAX = 64;

    public JournalSettings {
        if (!NODE.matcher(node).matches()) {
            throw new IllegalArgumentException(
                    "not a node name: '" + node + "' (1-64 letters, digits, '.', '_', '-')");
        }
        if (queueMax < 1 || tries < 1 || parkedMax < 1) {
            throw new IllegalArgumentException("queueMax, tries and parkedMax: 1 and up");
        }
        if (partitions < 1 || partitions > PARTITIONS_MAX) {
            throw new IllegalArgumentException("partitions: 1 to " + PARTITIONS_MAX);
        }
        if (keep.isNegative() || drain.isNegative()) {
            throw new IllegalArgumentException("keep and drain: 0 and up");
        }
    }

    /**
     * How long an entry written again is known as the same: 14 days, and always a week longer than
     * the stream is kept, so that a group that is made anew and reads all of it again says nothing
     * twice.
     */
    public Duration remember() {
        Duration after = keep.plus(REMEMBER_AFTER);
        return after.compareTo(REMEMBER_MIN) > 0 ? after : REMEMBER_MIN;
    }

    /**
     * 65,536 entries in memory, 7 days in the stream, 10 tries, 10,000 parked, 8 partitions, 5 s.
     */
    public static JournalSettings of(String node, SpoolSettings spool) {
        return new JournalSettings(
                node, spool, QUEUE_MAX, KEEP, TRIES, PARKED_MAX, PARTITIONS, DRAIN);
    }

    /** The same with another time in the stream. */
    public JournalSettings withKeep(Duration time) {
        return new JournalSettings(
                node, spool, queueMax, time, tries, parkedMax, partitions, drain);
    }
}
