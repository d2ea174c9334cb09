package zarang.media.mix;

import java.util.Arrays;

/**
 * What one leg says, for those who hear it in a {@link Mixer}: in order, without gaps as far as can
 * be, and at a level that goes with the others'. One media loop; allocates nothing after it was
 * made.
 *
 * <p><b>Level.</b> Where it is quieter than −28 dB or louder than −12 dB of full scale while it
 * speaks, it is turned up or down by at most 9 dB, 1 dB in a second.
 */
public final class Voice {
    /** RMS of −28 and −12 dB below 32,768. */
    private static final double LEVEL_MIN = 1305;

    private static final double LEVEL_MAX = 8231;

    /** 9 dB. */
    private static final double GAIN_MAX = 2.82;

    /** 0.02 dB in a frame of 20 ms. */
    private static final double GAIN_STEP = 1.0023;

    /** RMS of −50 dB: below it nobody speaks. */
    private static final double SPEECH_MIN = 100;

    /** Of the newest frame in the level: some 0.3 s. */
    private static final double NEWEST = 0.06;

    /** A frame whose samples all lie below it, −72 dB, is silence. */
    private static final int SILENCE = 8;

    private final JitterBuffer buffer = new JitterBuffer();
    private final Concealment concealment = new Concealment();
    private final short[][] frames = new short[Mixer.KEPT][Mixer.FRAME];
    private final boolean[] sounds = new boolean[Mixer.KEPT];

    private double level;
    private double gain = 1;
    private boolean fading;

    /**
     * Adds a packet's audio: {@code samples[0, count)}.
     *
     * @param timestamp of its first sample, in 1/8000 s; wraps
     */
    public void put(int timestamp, short[] samples, int count) {
        buffer.put(timestamp, samples, count);
    }

    /** Its sender is silent from here on: comfort noise (RFC 3389) came. */
    public void rest() {
        buffer.rest();
    }

    /** Frames that were made while it was out of the mix hold nothing of it. */
    void comesIn() {
        Arrays.fill(sounds, false);
    }

    /** Frames of 20 ms that came and were not taken yet. */
    int waiting() {
        return buffer.waiting() * JitterBuffer.FRAME / Mixer.FRAME;
    }

    /** Makes the next 20 ms. */
    void next(int slot) {
        short[] frame = frames[slot];
        boolean first = next(frame, 0);
        boolean second = next(frame, JitterBuffer.FRAME);
        sounds[slot] = (first || second) && peak(frame) >= SILENCE;
        if (sounds[slot]) {
            level(frame);
        }
    }

    /** Whether there may be anything to hear: what stops fades, and a leg at rest costs nothing. */
    private boolean next(short[] frame, int at) {
        if (buffer.take(frame, at)) {
            concealment.came(frame, at);
            fading = true;
            return true;
        }
        if (!fading || buffer.isAtRest()) {
            concealment.rest(frame, at);
            fading = false;
            return false;
        }
        concealment.lost(frame, at);
        fading = !concealment.isSilent();
        return true;
    }

    private void level(short[] frame) {
        double rms = rms(frame);
        if (rms >= SPEECH_MIN) {
            level += (rms - level) * (level == 0 ? 1 : NEWEST);
            double loud = level * gain;
            double wanted =
                    loud < LEVEL_MIN && gain < GAIN_MAX
                            ? gain * GAIN_STEP
                            : loud > LEVEL_MAX && gain > 1 / GAIN_MAX ? gain / GAIN_STEP : gain;
            gain = wanted;
        }
        if (gain != 1) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = Limiter.limit((int) (frame[i] * gain));
            }
        }
    }

    private static double rms(short[] frame) {
        long power = 0;
        for (short sample : frame) {
            power += sample * sample;
        }
        return Math.sqrt((double) power / frame.length);
    }

    private static int peak(short[] frame) {
        int peak = 0;
        for (short sample : frame) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    boolean sounds(int slot) {
        return sounds[slot];
    }

    void addTo(int[] sums, int slot, int sign) {
        short[] frame = frames[slot];
        for (int i = 0; i < frame.length; i++) {
            sums[i] += sign * frame[i];
        }
    }
}
