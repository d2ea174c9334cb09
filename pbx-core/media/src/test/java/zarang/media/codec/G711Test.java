package zarang.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the algorithm of ITU-T G.191 (alaw_compress …), written out here a second time. */
class G711Test {
    @Test
    void everySampleIsCompressedToALawAsG191Does() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            check((G711.linearToAlaw((short) sample) & 0xFF) == referenceAlaw(sample), sample);
        }
    }

    @Test
    void everySampleIsCompressedToMuLawAsG191Does() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            check((G711.linearToUlaw((short) sample) & 0xFF) == referenceUlaw(sample), sample);
        }
    }

    @Test
    void everyByteIsExpandedAsG191Does() {
        for (int code = 0; code < 256; code++) {
            assertThat(G711.alawToLinear((byte) code)).isEqualTo((short) referenceFromAlaw(code));
            assertThat(G711.ulawToLinear((byte) code)).isEqualTo((short) referenceFromUlaw(code));
        }
    }

    @Test
    void everyByteSurvivesDecodingAndEncoding() {
        for (int code = 0; code < 256; code++) {
            byte b = (byte) code;
            assertThat(G711.linearToAlaw(G711.alawToLinear(b))).isEqualTo(b);
            // µ-law has two zeros; the negative one (0x7F) comes back as the positive (0xFF)
            assertThat(G711.linearToUlaw(G711.ulawToLinear(b)))
                    .isEqualTo(code == 0x7F ? (byte) 0xFF : b);
        }
    }

    @Test
    void compressionPicksTheNearestLevel() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int alaw = G711.alawToLinear(G711.linearToAlaw((short) sample));
            int ulaw = G711.ulawToLinear(G711.linearToUlaw((short) sample));
            // half a step: 2^exponent·8 in A-law, and 4·2^segment in µ-law, plus dropped low bits
            int magnitude = Math.abs(sample);
            check(Math.abs(alaw - sample) <= Math.max(9, magnitude / 32 + 1), sample);
            check(
                    Math.abs(ulaw - sample) <= (magnitude > 32_124 ? 644 : magnitude / 31 + 5),
                    sample);
        }
    }

    @Test
    void transcodingKeepsSignAndLoudness() {
        for (int code = 0; code < 256; code++) {
            short before = G711.alawToLinear((byte) code);
            short after = G711.ulawToLinear(G711.alawToUlaw((byte) code));
            assertThat(Math.abs(after - before))
                    .isLessThanOrEqualTo(Math.max(8, Math.abs(before) / 16));
            before = G711.ulawToLinear((byte) code);
            after = G711.alawToLinear(G711.ulawToAlaw((byte) code));
            assertThat(Math.abs(after - before))
                    .isLessThanOrEqualTo(Math.max(8, Math.abs(before) / 16));
        }
    }

    @Test
    void silenceDecodesToTheSmallestLevel() {
        assertThat(G711.ulawToLinear(G711.silence(G711.PCMU))).isZero();
        assertThat(G711.alawToLinear(G711.silence(G711.PCMA))).isEqualTo((short) 8);
        assertThat(G711.linearToAlaw((short) 0)).isEqualTo(G711.ALAW_SILENCE);
        assertThat(G711.linearToUlaw((short) 0)).isEqualTo(G711.ULAW_SILENCE);
    }

    /** In place of AssertJ, which takes a second for 65,536 descriptions. */
    private static void check(boolean good, int sample) {
        if (!good) {
            throw new AssertionError("wrong at sample " + sample);
        }
    }

    private static int referenceAlaw(int linear) {
        int ix = linear < 0 ? ~linear >> 4 : linear >> 4;
        if (ix > 15) {
            int exponent = 1;
            for (; ix > 16 + 15; exponent++) {
                ix >>= 1;
            }
            ix -= 16;
            ix += exponent << 4;
        }
        if (linear >= 0) {
            ix |= 0x0080;
        }
        return ix ^ 0x0055;
    }

    private static int referenceFromAlaw(int log) {
        int ix = (log ^ 0x55) & 0x7F;
        int exponent = ix >> 4;
        int mantissa = ix & 0x0F;
        if (exponent > 0) {
            mantissa += 16;
        }
        mantissa = (mantissa << 4) + 8;
        if (exponent > 1) {
            mantissa <<= exponent - 1;
        }
        return log > 127 ? mantissa : -mantissa;
    }

    private static int referenceUlaw(int linear) {
        int absolute = linear < 0 ? (~linear >> 2) + 33 : (linear >> 2) + 33;
        if (absolute > 0x1FFF) {
            absolute = 0x1FFF;
        }
        int segment = 1;
        for (int i = absolute >> 6; i != 0; i >>= 1) {
            segment++;
        }
        int high = 8 - segment;
        int low = 0x0F - ((absolute >> segment) & 0x0F);
        int log = (high << 4) | low;
        return linear >= 0 ? log | 0x80 : log;
    }

    private static int referenceFromUlaw(int log) {
        int sign = log < 0x80 ? -1 : 1;
        int mantissa = ~log;
        int exponent = (mantissa >> 4) & 7;
        int segment = exponent + 1;
        mantissa &= 0x0F;
        int step = 4 << segment;
        return sign * ((0x80 << exponent) + step * mantissa + step / 2 - 4 * 33);
    }
}
