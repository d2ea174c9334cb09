package zarang.media;

/** Measures one frequency in samples at 8000 Hz. */
final class Goertzel {
    private Goertzel() {}

    /** Amplitude of {@code hz} in {@code samples}, 0–32767. */
    static double amplitude(short[] samples, double hz) {
        double w = 2 * Math.PI * hz / 8000;
        double coefficient = 2 * Math.cos(w);
        double s1 = 0;
        double s2 = 0;
        for (short sample : samples) {
            double s0 = sample + coefficient * s1 - s2;
            s2 = s1;
            s1 = s0;
        }
        double power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
        return 2 * Math.sqrt(Math.max(0, power)) / samples.length;
    }

    static short[] tone(double hz, int amplitude, int rateHz, int samples) {
        short[] out = new short[samples];
        for (int i = 0; i < samples; i++) {
            out[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / rateHz));
        }
        return out;
    }
}
