package zarang.crm.journal;

import java.time.Duration;
import java.util.regex.Pattern;
import zarang.crm.spool.SpoolSettings;

/**
 * The journal of one process.
 *
 * @param node name of the process among those that share a Redis; 1 to 64 letters, digits, dots,
 *     dashes, underscores. The same after a restart, so that its calls are found again
 * @param queueMax entries between the control loop and the disk; above that they are lost, which is
 *     counted
 * @param keep entries stay in the stream at least this long, and until every group has done them
 * @param remember how long an entry written again is known as the same; longer than an outage
 * @param tries how often a consumer gets an entry before it is parked
 * @param parkedMax parked entries of a consumer; at the bound it waits instead
 */
public record JournalSettings(
        String node,
        SpoolSettings spool,
        int queueMax,
        Duration keep,
        Duration remember,
        int tries,
        int parkedMax) {
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int QUEUE_MAX = 65_536;
    private static final Duration KEEP = Duration.ofDays(7);
    private static final Duration REMEMBER = Duration.ofDays(14);
    private static final int TRIES = 10;
    private static final int PARKED_MAX = 10_000;

    public JournalSettings {
        if (!NODE.matcher(node).matches()) {
            throw new IllegalArgumentException(
                    "not a node name: '" + node + "' (1-64 letters, digits, '.', '_', '-')");
        }
        if (queueMax < 1 || tries < 1 || parkedMax < 1) {
            throw new IllegalArgumentException("queueMax, tries and parkedMax: 1 and up");
        }
        if (keep.isNegative() || remember.toSeconds() < 1) {
            throw new IllegalArgumentException("keep: 0 and up; remember: 1 s and up");
        }
    }

    /** 65,536 entries in memory, 7 days in the stream, 14 remembered, 10 tries, 10,000 parked. */
    public static JournalSettings of(String node, SpoolSettings spool) {
        return new JournalSettings(node, spool, QUEUE_MAX, KEEP, REMEMBER, TRIES, PARKED_MAX);
    }
}
