package zarang.recorder;

/**
 * Turns the RTP timestamps of one side into places on the recording's time line. Writer thread.
 *
 * <p>The first packet lies where it arrived; each later one where its timestamp says, relative to
 * the packet before. A new SSRC, or a timestamp that leads more than {@link #AHEAD_MAX} before or
 * {@link #BEHIND_MAX} behind its arrival, starts again at the arrival ("anchor").
 *
 * <p>Such a filter must not drop for long. If the way has become slower, or the timestamps stood
 * still during a hold, every packet is later than {@link TimeLine} can hold: after {@link
 * #LATE_IN_A_ROW} packets that are equally late, or {@link #LATE_FOR} of whatever lateness, the
 * side starts again at the arrival. Packets of a burst catch up by themselves, so they do not
 * count: to start again there would place what follows too late.
 *
 * <p>A telephone's clock is not ours (100 ppm is 0.36 s in an hour), and the anchor's packet may
 * have been a slow one. The network only ever delays, so the smallest lateness of a window shows
 * the true offset. If that is more than {@link #TOLERANCE} off, the side is moved by one sample a
 * packet, which nobody hears, until it is right again; by {@link #HASTE} samples if it is more than
 * {@link #FAR_OFF}, as after a way became quicker.
 *
 * <p>All numbers are samples of 1/8000 s.
 */
final class SideClock {
    /** 480 ms: bounds what {@link TimeLine} must hold. */
    static final int AHEAD_MAX = 3_840;

    /** 2 s: up to here a packet counts as late, from here on the timestamps have jumped. */
    static final int BEHIND_MAX = 16_000;

    /** 100 ms: a tenth of a second is made good in seconds, not in half a minute. */
    private static final int FAR_OFF = 800;

    private static final int HASTE = 4;

    private static final int LATE_IN_A_ROW = 5;

    /** 10 ms: what each packet of a burst is less late than the one before, at the least. */
    private static final int CATCH_UP = 80;

    /** 0.5 s of arrival time. */
    private static final int LATE_FOR = 4_000;

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
    private int lateInARow;
    private long firstLate;
    private long firstLateness;

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
        if (!anchored
                || source != ssrc
                || lateness > BEHIND_MAX
                || lateness < -AHEAD_MAX
                || isLateForGood(arrival, lateness)) {
            return anchor(arrival, timestamp, source);
        }
        if (step > 0 && toMove != 0) {
            int most = Math.abs(toMove) > FAR_OFF ? HASTE : 1;
            moved = Math.clamp(toMove, -most, most);
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
        lateInARow = 0;
        openWindow(arrival);
        return arrival;
    }

    /** Whether what comes late will go on coming late. */
    private boolean isLateForGood(long arrival, long lateness) {
        if (lateness <= TimeLine.HOLD) {
            lateInARow = 0;
            return false;
        }
        if (lateInARow == 0) {
            firstLate = arrival;
            firstLateness = lateness;
        } else if (firstLateness - lateness > CATCH_UP * (long) lateInARow) {
            firstLateness = lateness;
            lateInARow = 0;
        }
        lateInARow++;
        return lateInARow >= LATE_IN_A_ROW || arrival - firstLate >= LATE_FOR;
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

    /** Samples that the last packet was moved: if later, they leave a hole before it. */
    int moved() {
        return moved;
    }

    /** Times this side was placed by arrival. */
    long anchors() {
        return anchors;
    }
}
