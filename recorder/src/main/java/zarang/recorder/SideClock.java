package zarang.recorder;

/**
 * Turns the RTP timestamps of one side into places on the recording's time line. Writer thread.
 *
 * <p>The first packet lies where it arrived; each later one where its timestamp says, relative to
 * the packet before. A new SSRC, or a timestamp that leads more than {@link #AHEAD_MAX} before or
 * {@link #BEHIND_MAX} behind its arrival, starts again at the arrival ("anchor").
 *
 * <p>A telephone's clock is not ours (100 ppm is 0.36 s in an hour), and the anchor's packet may
 * have been a slow one. The network only ever delays, so the smallest lateness of a window shows
 * the true offset. If that is more than {@link #TOLERANCE} off, the side is moved by one sample a
 * packet, which nobody hears, until it is right again.
 *
 * <p>All numbers are samples of 1/8000 s.
 */
final class SideClock {
    /** 480 ms: bounds what {@link TimeLine} must hold. */
    static final int AHEAD_MAX = 3_840;

    /** 2 s: up to here a packet counts as late, from here on the timestamps have jumped. */
    static final int BEHIND_MAX = 16_000;

    /** 20 ms: two talkers that far apart still sound together. */
    static final int TOLERANCE = 160;

    /** 5 s of arrival time. */
    private static final int WINDOW = 40_000;

    private boolean anchored;
    private int ssrc;
    private int lastTimestamp;
    private long lastPlace;
    private long windowEnd;
    private long leastLateness;
    private long toMove;
    private int moved;
    private long anchors;

    /**
     * The place of a packet's first sample.
     *
     * @param arrival its arrival on the time line
     */
    long place(long arrival, int timestamp, int source) {
        moved = 0;
        // the subtraction in 32 bits makes the wrap at 2^32 an ordinary step
        int step = timestamp - lastTimestamp;
        long place = lastPlace + step;
        long lateness = arrival - place;
        if (!anchored || source != ssrc || lateness > BEHIND_MAX || lateness < -AHEAD_MAX) {
            return anchor(arrival, timestamp, source);
        }
        if (step > 0 && toMove != 0) {
            moved = Long.signum(toMove);
            toMove -= moved;
            place += moved;
            leastLateness -= leastLateness == Long.MAX_VALUE ? 0 : moved;
        }
        lastTimestamp = timestamp;
        lastPlace = place;
        observe(arrival, arrival - place);
        return place;
    }

    private long anchor(long arrival, int timestamp, int source) {
        anchored = true;
        anchors++;
        ssrc = source;
        lastTimestamp = timestamp;
        lastPlace = arrival;
        toMove = 0;
        openWindow(arrival);
        return arrival;
    }

    private void observe(long arrival, long lateness) {
        leastLateness = Math.min(leastLateness, lateness);
        if (arrival >= windowEnd) {
            toMove = Math.abs(leastLateness) > TOLERANCE ? leastLateness : 0;
            openWindow(arrival);
        }
    }

    private void openWindow(long arrival) {
        windowEnd = arrival + WINDOW;
        leastLateness = Long.MAX_VALUE;
    }

    /**
     * Whether the last packet was moved by a sample: 1 later, which leaves a hole before it; -1.
     */
    int moved() {
        return moved;
    }

    /** Times this side was placed by arrival. */
    long anchors() {
        return anchors;
    }
}
