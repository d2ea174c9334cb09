package zarang.media.mix;

import java.util.Arrays;

/**
 * Fills what was lost on the way with what was said before it: ITU-T G.711 Appendix I, by frames of
 * 10 ms. One pitch period is repeated, from the second frame on two, then three; from 10 ms on it
 * falls off by a fifth each 10 ms, and after 60 ms there is silence. Unlike there nothing is held
 * back by 3.75 ms for a smooth beginning: the step at the seam is taken off over a quarter period
 * instead. One media loop; allocates nothing after it was made.
 */
public final class Concealment {
    /** Samples: 10 ms. */
    public static final int FRAME = 80;

    /** Frames after which nothing but silence is left: 60 ms. */
    static final int FRAMES_MAX = 6;

    /** 5 to 15 ms: 66 to 200 Hz. */
    private static final int PITCH_MIN = 40;

    private static final int PITCH_MAX = 120;

    /** Three periods and a quarter: 48.75 ms. */
    private static final int HISTORY = 390;

    private static final int COMPARED = 160;
    private static final double POWER_MIN = 250;
    private static final int OVERLAP_MORE = 32;
    private static final double FALL = 0.2;

    private final short[] history = new short[HISTORY];
    private final float[] period = new float[HISTORY];
    private final float[] lastQuarter = new float[PITCH_MAX / 4];
    private final short[] tail = new short[FRAME];

    private int pitch;
    private int overlap;
    private int begin;
    private int offset;
    private int lost;

    /** Takes a frame that came, {@code samples[at, at + 80)}; its beginning may be changed. */
    public void came(short[] samples, int at) {
        if (lost > 0) {
            join(samples, at);
            lost = 0;
        }
        remember(samples, at);
    }

    /** Goes on where a lost one was the last: the longer the gap, the longer both are heard. */
    private void join(short[] samples, int at) {
        if (lost > FRAMES_MAX) {
            return;
        }
        int length = Math.min(FRAME, overlap + (lost - 1) * OVERLAP_MORE);
        double gain = Math.max(0, 1 - (lost - 1) * FALL);
        read(tail, 0, length);
        for (int i = 0; i < length; i++) {
            double right = (i + 1.0) / length;
            samples[at + i] = round(tail[i] * gain * (1 - right) + samples[at + i] * right);
        }
    }

    /** Writes what stands in for a lost frame to {@code samples[at, at + 80)}. */
    public void lost(short[] samples, int at) {
        if (lost >= FRAMES_MAX) {
            Arrays.fill(samples, at, at + FRAME, (short) 0);
        } else if (lost == 0) {
            first(samples, at);
        } else {
            next(samples, at);
        }
        lost++;
        remember(samples, at);
    }

    /**
     * Nothing was said for 10 ms: silence in {@code samples[at, at + 80)}, and no more stands in.
     */
    public void rest(short[] samples, int at) {
        Arrays.fill(samples, at, at + FRAME, (short) 0);
        lost = FRAMES_MAX + 1;
        remember(samples, at);
    }

    /** Whether nothing but silence is left to stand in. */
    public boolean isSilent() {
        return lost >= FRAMES_MAX;
    }

    private void first(short[] samples, int at) {
        for (int i = 0; i < HISTORY; i++) {
            period[i] = history[i];
        }
        pitch = findPitch();
        overlap = pitch / 4;
        System.arraycopy(period, HISTORY - overlap, lastQuarter, 0, overlap);
        repeat(1);
        offset = 0;
        int step = history[HISTORY - 1] - history[HISTORY - 1 - pitch];
        read(samples, at, FRAME);
        for (int i = 0; i < overlap; i++) {
            samples[at + i] = round(samples[at + i] + step * (1 - (i + 1.0) / overlap));
        }
    }

    private void next(short[] samples, int at) {
        if (lost < 3) {
            int here = offset;
            read(tail, 0, overlap);
            offset = here % pitch;
            repeat(lost + 1);
            read(samples, at, FRAME);
            for (int i = 0; i < overlap; i++) {
                double right = (i + 1.0) / overlap;
                samples[at + i] = round(tail[i] * (1 - right) + samples[at + i] * right);
            }
        } else {
            read(samples, at, FRAME);
        }
        double gain = 1 - (lost - 1) * FALL;
        for (int i = 0; i < FRAME; i++) {
            samples[at + i] = round(samples[at + i] * gain);
            gain -= FALL / FRAME;
        }
    }

    /** So many periods are repeated from here on, and the seam between them is smooth. */
    private void repeat(int periods) {
        begin = HISTORY - periods * pitch;
        for (int i = 0; i < overlap; i++) {
            float right = (i + 1f) / overlap;
            period[HISTORY - overlap + i] =
                    lastQuarter[i] * (1 - right) + period[begin - overlap + i] * right;
        }
    }

    private void read(short[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = round(period[begin + offset]);
            offset++;
            if (begin + offset == HISTORY) {
                offset = 0;
            }
        }
    }

    /**
     * Where the last 20 ms are most like what was before them: by every second sample, then all.
     */
    private int findPitch() {
        int best = search(PITCH_MIN, PITCH_MAX, 2);
        return search(Math.max(PITCH_MIN, best - 1), Math.min(PITCH_MAX, best + 1), 1);
    }

    private int search(int from, int to, int step) {
        int best = from;
        double bestLikeness = Double.NEGATIVE_INFINITY;
        for (int lag = from; lag <= to; lag += step) {
            double product = 0;
            double power = 0;
            for (int i = HISTORY - COMPARED; i < HISTORY; i += step) {
                product += (double) period[i] * period[i - lag];
                power += (double) period[i - lag] * period[i - lag];
            }
            double likeness = product / Math.sqrt(Math.max(power, POWER_MIN));
            if (likeness >= bestLikeness) {
                bestLikeness = likeness;
                best = lag;
            }
        }
        return best;
    }

    private void remember(short[] samples, int at) {
        System.arraycopy(history, FRAME, history, 0, HISTORY - FRAME);
        System.arraycopy(samples, at, history, HISTORY - FRAME, FRAME);
    }

    private static short round(double sample) {
        return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
