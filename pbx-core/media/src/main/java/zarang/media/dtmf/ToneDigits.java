package zarang.media.dtmf;

/**
 * Hears keys in the audio itself (ITU-T Q.23, Q.24): two tones at once, one of the four of a row
 * and one of the four of a column, in blocks of 12.75 ms by Goertzel's algorithm. A key counts when
 * two blocks in a row have it, so from 26 to 38 ms on; it is over when two in a row have not.
 *
 * <p>Speech and music are no keys: nothing else may sound beside the two tones, and neither may be
 * much stronger than the other. One thread; allocates nothing after it was made.
 */
public final class ToneDigits {
    private static final int BLOCK = 102;
    private static final double RATE_HZ = 8000;
    private static final double[] HZ = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
    private static final String KEYS = "123A456B789C*0#D";
    private static final int GROUP = 4;

    /** −40 dBm0, each tone: amplitude 160 of 32,768 and the square of what a block makes of it. */
    private static final double POWER_MIN = square(160.0 * BLOCK / 2);

    /** The column may be 4 dB stronger than the row, the row 8 dB stronger than the column. */
    private static final double COLUMN_STRONGER_MAX = 2.5;

    private static final double ROW_STRONGER_MAX = 6.3;

    /** The strongest of a group is this much stronger, 8 dB, than each other of it. */
    private static final double PEAK_MIN = 6.3;

    /** The two tones have this share of all energy; a pure pair has all of it. */
    private static final double SHARE_MIN = 0.78;

    private final double[] factors = new double[HZ.length];
    private final double[] last = new double[HZ.length];
    private final double[] beforeLast = new double[HZ.length];
    private final double[] powers = new double[HZ.length];
    private double energy;
    private int inBlock;

    private char candidate;
    private char held;

    public ToneDigits() {
        for (int i = 0; i < HZ.length; i++) {
            factors[i] = 2 * Math.cos(2 * Math.PI * HZ[i] / RATE_HZ);
        }
    }

    /**
     * Takes {@code samples[0, count)} of 8000 Hz.
     *
     * @param count at most 120 ms, in which not more than one key begins
     * @return the key that begins in them; 0 for none
     */
    public char hear(short[] samples, int count) {
        char begun = 0;
        for (int i = 0; i < count; i++) {
            add(samples[i]);
            if (++inBlock == BLOCK) {
                char key = judge(block());
                begun = key == 0 ? begun : key;
            }
        }
        return begun;
    }

    private void add(short sample) {
        energy += (double) sample * sample;
        for (int f = 0; f < HZ.length; f++) {
            double now = sample + factors[f] * last[f] - beforeLast[f];
            beforeLast[f] = last[f];
            last[f] = now;
        }
    }

    /** The key of a block; 0 for none. */
    private char block() {
        for (int f = 0; f < HZ.length; f++) {
            powers[f] =
                    square(last[f]) + square(beforeLast[f]) - factors[f] * last[f] * beforeLast[f];
            last[f] = 0;
            beforeLast[f] = 0;
        }
        double whole = energy * BLOCK / 2;
        energy = 0;
        inBlock = 0;
        int row = strongest(0);
        int column = strongest(GROUP);
        boolean isKey =
                powers[row] >= POWER_MIN
                        && powers[column] >= POWER_MIN
                        && powers[column] <= powers[row] * COLUMN_STRONGER_MAX
                        && powers[row] <= powers[column] * ROW_STRONGER_MAX
                        && standsOut(row, 0)
                        && standsOut(column, GROUP)
                        && powers[row] + powers[column] >= SHARE_MIN * whole;
        return isKey ? KEYS.charAt(row * GROUP + column - GROUP) : 0;
    }

    private int strongest(int from) {
        int best = from;
        for (int f = from + 1; f < from + GROUP; f++) {
            best = powers[f] > powers[best] ? f : best;
        }
        return best;
    }

    private boolean standsOut(int best, int from) {
        for (int f = from; f < from + GROUP; f++) {
            if (f != best && powers[f] * PEAK_MIN > powers[best]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The key that begins with this block: what it and the one before it have, and was not held.
     */
    private char judge(char key) {
        char begun = 0;
        if (key == candidate && key != held) {
            held = key;
            begun = key;
        }
        candidate = key;
        return begun;
    }

    private static double square(double value) {
        return value * value;
    }
}
