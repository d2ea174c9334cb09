package zarang.journal.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where entries wait for Redis, and how many.
 *
 * @param folder made if absent, readable by its owner only; one process at a time
 * @param bytesMax all segments together; 1 MB and up. The last tenth is kept for vital entries
 * @param segmentBytes a segment that has reached this is closed; 4 kB to a quarter of the bound
 * @param keepSent how long entries stay after Redis took them, so that they can be sent again if
 *     another Redis takes over that does not know them; no more than a quarter of the bound is used
 *     for it. 0: not at all
 */
public record SpoolSettings(Path folder, long bytesMax, int segmentBytes, Duration keepSent) {
    private static final long BYTES_MAX = 256L << 20;
    private static final int SEGMENT_BYTES = 4 << 20;
    private static final Duration KEEP_SENT = Duration.ofMinutes(5);
    private static final long LEAST_BYTES_MAX = 1L << 20;
    private static final int LEAST_SEGMENT_BYTES = 4 << 10;

    public SpoolSettings {
        if (bytesMax < LEAST_BYTES_MAX) {
            throw new IllegalArgumentException("bytesMax " + bytesMax + ": 1 MB at least");
        }
        if (segmentBytes < LEAST_SEGMENT_BYTES || segmentBytes > bytesMax / 4) {
            throw new IllegalArgumentException(
                    "segmentBytes " + segmentBytes + ": 4 kB to a quarter");
        }
        if (keepSent.isNegative()) {
            throw new IllegalArgumentException("keepSent " + keepSent + ": 0 and up");
        }
    }

    /** 256 MB, some 700,000 entries, in segments of 4 MB; what was sent stays for 5 minutes. */
    public static SpoolSettings in(Path folder) {
        return new SpoolSettings(folder, BYTES_MAX, SEGMENT_BYTES, KEEP_SENT);
    }

    /** The same with another bound. */
    public SpoolSettings withBytesMax(long bytes) {
        return new SpoolSettings(folder, bytes, segmentBytes, keepSent);
    }
}
