package zarang.media.sound;

/** Samples of one channel. Immutable. */
public final class Sound implements SoundResult {
    private final float[] samples;
    private final int rateHz;

    /**
     * @param samples −1 to 1; handed over
     */
    Sound(float[] samples, int rateHz) {
        this.samples = samples;
        this.rateHz = rateHz;
    }

    /** The samples themselves: to be read only. */
    float[] samples() {
        return samples;
    }

    int rateHz() {
        return rateHz;
    }

    /** Length, rounded. */
    public long millis() {
        return Math.round(samples.length * 1000.0 / rateHz);
    }

    /** The same, {@code factor} times as strong. */
    Sound times(double factor) {
        float[] louder = new float[samples.length];
        for (int i = 0; i < louder.length; i++) {
            louder[i] = (float) (samples[i] * factor);
        }
        return new Sound(louder, rateHz);
    }

    /** The strongest sample, 0 to 1 and above. */
    double peak() {
        double peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    /** As 16-bit samples; what is stronger than full scale is cut. */
    short[] linear() {
        short[] linear = new short[samples.length];
        for (int i = 0; i < linear.length; i++) {
            linear[i] =
                    (short)
                            Math.clamp(
                                    Math.round(samples[i] * 32_768.0),
                                    Short.MIN_VALUE,
                                    Short.MAX_VALUE);
        }
        return linear;
    }
}
