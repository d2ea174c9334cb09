package zarang.media.prompt;

/**
 * Halves 16 kHz to 8 kHz when prompts are loaded: a low-pass, then every second sample. Immutable.
 *
 * <p>A windowed sinc of 135 taps, Kaiser β = 8: passes up to 3.4 kHz (the telephone band), down 80
 * dB from 4.0 kHz on, so that nothing folds back into the band.
 */
final class Resampler {
    private static final int TAPS = 135;
    private static final double CUTOFF_HZ = 3700;
    private static final double RATE_HZ = 16_000;
    private static final double BETA = 8;

    private final double[] taps = new double[TAPS];

    Resampler() {
        int middle = TAPS / 2;
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            double x = 2 * Math.PI * CUTOFF_HZ / RATE_HZ * (i - middle);
            double sinc = i == middle ? 1 : Math.sin(x) / x;
            double edge = (double) (i - middle) / middle;
            taps[i] = sinc * bessel(BETA * Math.sqrt(1 - edge * edge));
            sum += taps[i];
        }
        for (int i = 0; i < TAPS; i++) {
            taps[i] /= sum;
        }
    }

    /** Samples at 16 kHz in, at 8 kHz out; before and after them is silence. */
    short[] halve(short[] in) {
        short[] out = new short[(in.length + 1) / 2];
        int middle = TAPS / 2;
        for (int i = 0; i < out.length; i++) {
            int first = 2 * i - middle;
            int from = Math.max(0, -first);
            int to = Math.min(TAPS, in.length - first);
            double sum = 0;
            for (int t = from; t < to; t++) {
                sum += taps[t] * in[first + t];
            }
            out[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return out;
    }

    /** Modified Bessel function of the first kind, order 0. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
