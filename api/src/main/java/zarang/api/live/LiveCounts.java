package zarang.api.live;

/**
 * The live stream of this process.
 *
 * @param readers who follow now
 * @param topics that are looked at now
 * @param sent messages; only grows, as those below
 * @param snapshots of those, which had all of a topic
 * @param skipped changes that were not sent, since whoever they were for did not read
 * @param slow readers who were let go for reading nothing
 */
public record LiveCounts(
        int readers, int topics, long sent, long snapshots, long skipped, long slow) {
    public static final LiveCounts NONE = new LiveCounts(0, 0, 0, 0, 0, 0);
}
