package zarang.media.sound;

import zarang.media.codec.Codec;

/**
 * Brings a sound of any rate to 8 kHz: a windowed sinc whose taps are worked out for each output
 * sample, so that the rates need not divide one another. From a higher rate it passes up to 3.4 kHz
 * and is down 60 dB from 4 kHz on; from a lower one it passes what is there. Not for the packet
 * path.
 */
final class RateChange {
    private static final int RATE = Codec.RATE_HZ;

    /** Half the width of the window, in output samples: 48 ⇒ a band of 600 Hz to fall in. */
    private static final int HALF = 24;

    private static final double PASS = 0.925;
    private static final double KAISER = 6;

    private RateChange() {}

    static Sound to8k(Sound sound) {
        if (sound.rateHz() == RATE) {
            return sound;
        }
        float[] in = sound.samples();
        double step = (double) sound.rateHz() / RATE;
        // below 8 kHz there is nothing to cut away: the window counts input samples
        double width = Math.max(1, step);
        double cutoff = PASS / width;
        float[] out = new float[(int) Math.floor(in.length / step)];
        for (int i = 0; i < out.length; i++) {
            double middle = i * step;
            int from = (int) Math.ceil(middle - HALF * width);
            int to = (int) Math.floor(middle + HALF * width);
            double sum = 0;
            double weights = 0;
            for (int at = from; at <= to; at++) {
                double x = at - middle;
                double edge = x / (HALF * width);
                double weight =
                        sinc(cutoff * x) * bessel(KAISER * Math.sqrt(Math.max(0, 1 - edge * edge)));
                weights += weight;
                if (at >= 0 && at < in.length) {
                    sum += weight * in[at];
                }
            }
            out[i] = (float) (sum / weights);
        }
        return new Sound(out, RATE);
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Modified Bessel function of the first kind, order 0. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-9 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
