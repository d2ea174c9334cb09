package zarang.media.mix;

/** Bends what is too loud instead of cutting it off. Any thread. */
final class Limiter {
    /** −2.5 dB of full scale: below it nothing is changed. */
    private static final int STRAIGHT = 24_576;

    private static final int ROOM = Short.MAX_VALUE - STRAIGHT;

    private Limiter() {}

    /** Within 16 bits: ever flatter above the straight part, and without a corner. */
    static short limit(int sample) {
        if (sample <= STRAIGHT && sample >= -STRAIGHT) {
            return (short) sample;
        }
        long over = Math.abs((long) sample) - STRAIGHT;
        int bent = (int) (STRAIGHT + ROOM * over / (ROOM + over));
        return (short) (sample < 0 ? -bent : bent);
    }
}
