package zarang.media.rtcp;

import zarang.call.AudioQuality.Stream;

/** Judges a stream as who listens to it would. */
final class Listener {
    /** How many runs of loss there were is not known: as many as chance gives. */
    static final long UNKNOWN_GAPS = -1;

    /** Of G.711 with concealment; other codecs are nearer to it than phones are to each other. */
    private static final double EQUIPMENT = 0;

    private static final double ROBUSTNESS = 25.1;

    /** A packet of 20 ms is whole before it leaves; an ear's buffer holds twice the jitter. */
    private static final double PACKET_MS = 20;

    private static final double BUFFER_PER_JITTER = 2;

    private static final double HUNDREDTHS = 100;

    private Listener() {}

    /**
     * Judges.
     *
     * @param gaps runs of loss, or {@link #UNKNOWN_GAPS}
     * @param wayMs half of the round trip
     */
    static Stream stream(long packets, long lost, long gaps, long jitterMicros, double wayMs) {
        long expected = packets + lost;
        double lossPercent = expected == 0 ? 0 : 100.0 * lost / expected;
        double delayMs = wayMs + PACKET_MS + BUFFER_PER_JITTER * jitterMicros / 1000.0;
        double mos =
                packets == 0
                        ? 1
                        : EModel.mos(
                                EQUIPMENT,
                                ROBUSTNESS,
                                lossPercent,
                                burstRatio(lost, gaps, lossPercent),
                                delayMs);
        return new Stream(packets, lost, jitterMicros, Math.round(mos * HUNDREDTHS));
    }

    /** By chance a run of loss has 1 / (1 − p) packets: G.107 §7.5. */
    private static double burstRatio(long lost, long gaps, double lossPercent) {
        return gaps <= 0 || lost == 0
                ? 1
                : Math.max(1, (double) lost / gaps * (1 - lossPercent / 100));
    }
}
