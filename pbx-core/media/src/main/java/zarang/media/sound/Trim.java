package zarang.media.sound;

/**
 * Takes the silence before and after the voice away, but for a little: the voice begins with the
 * first of the frames of 5 ms that comes within 30 dB of the voice's level.
 */
final class Trim {
    private static final double BELOW_VOICE_DB = 30;
    private static final int FRAMES_PER_SECOND = 200;

    private Trim() {}

    /**
     * The voice, with as much of what lies around it as is there.
     *
     * @param level of the voice, dB below full scale
     * @param marginMs kept on either side; where there is less, silence is added
     */
    static Sound voice(Sound sound, double level, int marginMs) {
        double[] powers = SpeechLevel.powers(sound, FRAMES_PER_SECOND);
        double gate =
                SpeechLevel.power(Math.max(level - BELOW_VOICE_DB, SpeechLevel.SILENCE_DB - 10));
        int first = 0;
        while (first < powers.length && powers[first] < gate) {
            first++;
        }
        int last = powers.length - 1;
        while (last > first && powers[last] < gate) {
            last--;
        }
        int frame = sound.rateHz() / FRAMES_PER_SECOND;
        int margin = sound.rateHz() * marginMs / 1000;
        int from = first * frame - margin;
        int to = Math.min(sound.samples().length, (last + 1) * frame) + margin;
        float[] kept = new float[to - from];
        int source = Math.max(0, from);
        int count = Math.min(sound.samples().length, to) - source;
        System.arraycopy(sound.samples(), source, kept, source - from, count);
        fade(kept, Math.min(margin, sound.rateHz() / FRAMES_PER_SECOND));
        return new Sound(kept, sound.rateHz());
    }

    /** No click where it was cut. */
    private static void fade(float[] samples, int over) {
        for (int i = 0; i < over && i < samples.length / 2; i++) {
            float factor = (float) i / over;
            samples[i] *= factor;
            samples[samples.length - 1 - i] *= factor;
        }
    }
}
