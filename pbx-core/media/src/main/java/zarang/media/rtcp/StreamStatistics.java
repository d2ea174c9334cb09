package zarang.media.rtcp;

/**
 * How one leg's incoming stream arrives: what came, what is missing, and how unevenly. A stream
 * that begins anew (another SSRC, another count) adds to what was before. One thread; allocates
 * nothing.
 *
 * <p>Losses by RFC 3550 A.3: what the sequence numbers say should have come, less what did. Jitter
 * by A.8, in ticks of the codec's clock. A media loop takes packets once a millisecond, so that
 * much unevenness may be our own.
 */
public final class StreamStatistics {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** A.8 keeps sixteen times the jitter, so that whole numbers do. */
    private static final int JITTER_SHIFT = 4;

    private static final int DROPOUT_MAX = 3000;

    private int stream;
    private int ssrc;
    private int firstSequence;
    private long highest;
    private long received;
    private long earlierReceived;
    private long earlierExpected;

    /** Runs of packets that are missing, as far as seen in order; for the length of bursts. */
    private long gaps;

    private int clockHz = 8000;
    private long firstNanos;
    private int lastTransit;
    private boolean hasTransit;
    private long jitter16;

    private long expectedAtReport;
    private long receivedAtReport;

    /**
     * A packet was taken as new, also one that was overtaken.
     *
     * @param of number of its stream, from 1 on; another one is a new count
     * @param sequence 0–65535
     */
    public void arrived(int of, int source, int sequence) {
        if (of != stream) {
            begin(of, source, sequence);
        }
        int ahead = (short) (sequence - (int) highest);
        if (ahead > 0 && ahead < DROPOUT_MAX) {
            if (ahead > 1) {
                gaps++;
            }
            highest += ahead;
        }
        received++;
    }

    private void begin(int of, int source, int sequence) {
        earlierReceived += received;
        earlierExpected += expectedOfStream();
        stream = of;
        ssrc = source;
        firstSequence = sequence;
        highest = sequence;
        received = 0;
        hasTransit = false;
        jitter16 = 0;
        expectedAtReport = earlierExpected;
        receivedAtReport = earlierReceived;
    }

    /**
     * The same packet is audio: when it came, and when it was said.
     *
     * @param timestamp in ticks of {@code hz}; wraps
     * @param atNanos monotonic
     */
    public void timed(int timestamp, int hz, long atNanos) {
        if (!hasTransit || hz != clockHz) {
            jitter16 = jitter16 * hz / clockHz;
            clockHz = hz;
            firstNanos = atNanos;
            lastTransit = -timestamp;
            hasTransit = true;
            return;
        }
        int transit = (int) ((atNanos - firstNanos) * hz / SECOND_NANOS) - timestamp;
        int uneven = Math.abs(transit - lastTransit);
        lastTransit = transit;
        // a talk spurt whose timestamps jump is no jitter
        if (uneven < hz) {
            jitter16 += uneven - ((jitter16 + 8) >> JITTER_SHIFT);
        }
    }

    /** Packets that were taken as new. */
    public long received() {
        return earlierReceived + received;
    }

    /** Packets that should have come. */
    public long expected() {
        return earlierExpected + expectedOfStream();
    }

    /** Packets that never came; one that is still on its way counts until it is there. */
    public long lost() {
        return Math.max(0, expected() - received());
    }

    /** Runs of missing packets. */
    public long gaps() {
        return gaps;
    }

    /** Interarrival jitter, µs. */
    public long jitterMicros() {
        return (jitter16 >> JITTER_SHIFT) * 1_000_000L / clockHz;
    }

    /** Whether anything has come. */
    public boolean hasHeard() {
        return stream != 0;
    }

    private long expectedOfStream() {
        return stream == 0 ? 0 : highest - firstSequence + 1;
    }

    /** What a report block says of this stream; the next one tells of what comes after this. */
    ReportBlock report() {
        long expectedNow = expected();
        long receivedNow = received();
        long expectedSince = expectedNow - expectedAtReport;
        long lostSince = expectedSince - (receivedNow - receivedAtReport);
        expectedAtReport = expectedNow;
        receivedAtReport = receivedNow;
        int fraction =
                expectedSince <= 0 || lostSince <= 0
                        ? 0
                        : (int) Math.min(255, lostSince * 256 / expectedSince);
        return new ReportBlock(
                ssrc,
                fraction,
                (int) Math.min(ReportBlock.LOST_MAX, lost()),
                (int) highest,
                (int) (jitter16 >> JITTER_SHIFT),
                0,
                0);
    }
}
