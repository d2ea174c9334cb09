package zarang.media.sound;

/**
 * How loud a voice is while it speaks: the mean power of those frames of 20 ms that lie less than
 * 15.9 dB below that mean (the margin of ITU-T P.56), so that pauses do not count. dB below full
 * scale, where a square wave of full scale is 0.
 */
final class SpeechLevel {
    private static final double MARGIN_DB = 15.9;
    private static final int FRAMES_PER_SECOND = 50;
    private static final int ROUNDS = 8;

    /** Below it nothing is heard on a telephone. */
    static final double SILENCE_DB = -60;

    private SpeechLevel() {}

    /** {@link #SILENCE_DB} or less if nobody speaks. */
    static double of(Sound sound) {
        double[] powers = powers(sound, FRAMES_PER_SECOND);
        double level = SILENCE_DB;
        // the gate follows the mean, the mean the gate; a few rounds settle it
        for (int round = 0; round < ROUNDS; round++) {
            double gate = power(level - (round == 0 ? 0 : MARGIN_DB));
            double sum = 0;
            int count = 0;
            for (double power : powers) {
                if (power >= gate) {
                    sum += power;
                    count++;
                }
            }
            level = count == 0 ? SILENCE_DB : decibels(sum / count);
        }
        return level;
    }

    /** The mean power of each frame; the last one may be short. */
    static double[] powers(Sound sound, int framesPerSecond) {
        int length = Math.max(1, sound.rateHz() / framesPerSecond);
        float[] samples = sound.samples();
        double[] powers = new double[(samples.length + length - 1) / length];
        for (int i = 0; i < powers.length; i++) {
            int end = Math.min(samples.length, (i + 1) * length);
            double sum = 0;
            for (int at = i * length; at < end; at++) {
                sum += samples[at] * samples[at];
            }
            powers[i] = sum / (end - i * length);
        }
        return powers;
    }

    static double decibels(double power) {
        return power <= 0 ? Double.NEGATIVE_INFINITY : 10 * Math.log10(power);
    }

    static double power(double decibels) {
        return Math.pow(10, decibels / 10);
    }
}
