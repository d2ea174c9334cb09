package zarang.media.codec;

/**
 * The lower band of ITU-T G.722, 0 to 4 kHz: adaptive prediction and a quantiser of 6 bits. One
 * stream in one direction; allocates nothing after it was made. Samples have 15 bits, as there.
 */
final class G722Band {
    private static final int[] WL = {-60, -30, 58, 172, 334, 538, 1198, 3042};
    private static final int[] RL42 = {0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0};
    private static final int[] ILB = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774,
        2834, 2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838,
        3922, 4008
    };
    private static final int[] QM4 = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584,
        1200, 0
    };
    private static final int[] QM6 = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192,
        -10232, -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168,
        -2776, -2400, -2032, -1688, -1360, -1040, -728, 24808, 21904, 19008, 16704, 14984, 13512,
        12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168,
        2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** Thresholds of the quantiser, the first of them level 1. */
    private static final int[] Q6 = {
        35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940,
        1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    private static final int POLES_MAX = 12_288;
    private static final int POLES_LIMIT = 15_360;
    private static final int SCALE_MAX = 18_432;
    private static final int LEVEL_MAX = 16_383;
    private static final int ZEROS = 6;

    /** Newest first. */
    private final int[] differences = new int[ZEROS];

    private final int[] zeros = new int[ZEROS];
    private int pole1;
    private int pole2;
    private int rebuilt1;
    private int rebuilt2;
    private int partial1;
    private int partial2;
    private int scaleLog;
    private int step = 32;
    private int fromZeros;
    private int predicted;

    /** Takes a sample of 15 bits; its code of 6 bits. */
    int encode(int sample) {
        int error = saturate(sample - predicted);
        int code = quantise(error);
        adapt(code >> 2);
        return code;
    }

    private int quantise(int error) {
        int magnitude = error >= 0 ? error : ~error;
        int low = 0;
        int high = Q6.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (magnitude < (Q6[middle] * step) >> 12) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (error >= 0) {
            return 61 - low;
        }
        return low < 2 ? 63 - low : 33 - low;
    }

    /** Takes a code of 6 bits; its sample of 15 bits. */
    int decode(int code) {
        int level = predicted + ((step * QM6[code]) >> 15);
        adapt(code >> 2);
        return Math.clamp(level, -LEVEL_MAX - 1, LEVEL_MAX);
    }

    /** What both ends do alike, by the upper 4 bits of the code. */
    private void adapt(int code) {
        int difference = (step * QM4[code]) >> 15;
        scaleLog = Math.clamp(((scaleLog * 127) >> 7) + WL[RL42[code]], 0, SCALE_MAX);
        int shift = 8 - (scaleLog >> 11);
        int mantissa = ILB[(scaleLog >> 6) & 31];
        step = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
        predict(difference);
    }

    private void predict(int difference) {
        int rebuilt = saturate(predicted + difference);
        int partial = saturate(fromZeros + difference);
        poles(partial);
        int gain = difference == 0 ? 0 : 128;
        for (int i = 0; i < ZEROS; i++) {
            int turn = (differences[i] ^ difference) < 0 ? -gain : gain;
            zeros[i] = saturate(turn + ((zeros[i] * 32_640) >> 15));
        }
        System.arraycopy(differences, 0, differences, 1, ZEROS - 1);
        differences[0] = difference;
        rebuilt2 = rebuilt1;
        rebuilt1 = rebuilt;
        partial2 = partial1;
        partial1 = partial;
        int fromPoles =
                saturate(
                        ((pole1 * saturate(rebuilt1 + rebuilt1)) >> 15)
                                + ((pole2 * saturate(rebuilt2 + rebuilt2)) >> 15));
        int sum = 0;
        for (int i = ZEROS - 1; i >= 0; i--) {
            sum += (zeros[i] * saturate(differences[i] + differences[i])) >> 15;
        }
        fromZeros = saturate(sum);
        predicted = saturate(fromPoles + fromZeros);
    }

    private void poles(int partial) {
        boolean like1 = (partial ^ partial1) >= 0;
        boolean like2 = (partial ^ partial2) >= 0;
        int slope = saturate(pole1 << 2);
        int turned = like1 ? Math.min(-slope, Short.MAX_VALUE) : slope;
        int next2 = (like2 ? 128 : -128) + (turned >> 7) + ((pole2 * 32_512) >> 15);
        pole2 = Math.clamp(next2, -POLES_MAX, POLES_MAX);
        int next1 = saturate((like1 ? 192 : -192) + ((pole1 * 32_640) >> 15));
        int limit = POLES_LIMIT - pole2;
        pole1 = Math.clamp(next1, -limit, limit);
    }

    private static int saturate(int value) {
        return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
