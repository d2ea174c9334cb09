package zarang.media.codec;

/**
 * ITU-T G.711: A-law (RTP payload type 8) and µ-law (0), 64 kbit/s. Any thread.
 *
 * <p>Linear samples are 16 bit, left-justified as in G.191: A-law uses their upper 13 bits, µ-law
 * their upper 14. Between the laws a byte is decoded and encoded again.
 */
public final class G711 {
    /** RTP payload types (RFC 3551 §6). */
    public static final int PCMU = 0;

    public static final int PCMA = 8;

    /** The byte of a zero sample. */
    public static final byte ULAW_SILENCE = (byte) 0xFF;

    public static final byte ALAW_SILENCE = (byte) 0xD5;

    /** Index: the byte, 0–255. */
    private static final short[] ALAW_TO_LINEAR = new short[256];

    private static final short[] ULAW_TO_LINEAR = new short[256];

    /** Index: the sample's upper 13 (A) or 14 (µ) bits, as an unsigned number. */
    private static final byte[] LINEAR_TO_ALAW = new byte[1 << 13];

    private static final byte[] LINEAR_TO_ULAW = new byte[1 << 14];

    private static final byte[] ALAW_TO_ULAW = new byte[256];
    private static final byte[] ULAW_TO_ALAW = new byte[256];

    static {
        for (int code = 0; code < 256; code++) {
            ALAW_TO_LINEAR[code] = (short) expandAlaw(code);
            ULAW_TO_LINEAR[code] = (short) expandUlaw(code);
        }
        for (int i = 0; i < LINEAR_TO_ALAW.length; i++) {
            LINEAR_TO_ALAW[i] = (byte) compressAlaw((short) (i << 3));
        }
        for (int i = 0; i < LINEAR_TO_ULAW.length; i++) {
            LINEAR_TO_ULAW[i] = (byte) compressUlaw((short) (i << 2));
        }
        for (int code = 0; code < 256; code++) {
            ALAW_TO_ULAW[code] = linearToUlaw(ALAW_TO_LINEAR[code]);
            ULAW_TO_ALAW[code] = linearToAlaw(ULAW_TO_LINEAR[code]);
        }
    }

    private G711() {}

    public static short alawToLinear(byte code) {
        return ALAW_TO_LINEAR[code & 0xFF];
    }

    public static short ulawToLinear(byte code) {
        return ULAW_TO_LINEAR[code & 0xFF];
    }

    public static byte linearToAlaw(short sample) {
        return LINEAR_TO_ALAW[(sample & 0xFFFF) >> 3];
    }

    public static byte linearToUlaw(short sample) {
        return LINEAR_TO_ULAW[(sample & 0xFFFF) >> 2];
    }

    public static byte alawToUlaw(byte code) {
        return ALAW_TO_ULAW[code & 0xFF];
    }

    public static byte ulawToAlaw(byte code) {
        return ULAW_TO_ALAW[code & 0xFF];
    }

    /**
     * Decodes a byte of either law.
     *
     * @param payloadType {@link #PCMU} or {@link #PCMA}
     */
    public static short toLinear(int payloadType, byte code) {
        return payloadType == PCMA ? alawToLinear(code) : ulawToLinear(code);
    }

    /** The byte of a zero sample in either law. */
    public static byte silence(int payloadType) {
        return payloadType == PCMA ? ALAW_SILENCE : ULAW_SILENCE;
    }

    /** G.191's expansion: even bits inverted; 3 bits of exponent, 4 of mantissa, mid-step. */
    private static int expandAlaw(int code) {
        int bits = (code ^ 0x55) & 0x7F;
        int exponent = bits >> 4;
        int mantissa = bits & 0x0F;
        int level =
                exponent == 0
                        ? (mantissa << 4) + 8
                        : (((mantissa + 16) << 4) + 8) << (exponent - 1);
        return code >= 0x80 ? level : -level;
    }

    private static int expandUlaw(int code) {
        int bits = ~code & 0x7F;
        int exponent = bits >> 4;
        int mantissa = bits & 0x0F;
        int level = (((mantissa << 3) + 0x84) << exponent) - 0x84;
        return code >= 0x80 ? level : -level;
    }

    /** Negative samples by one's complement, so that both signs have the same 2¹² magnitudes. */
    private static int compressAlaw(int sample) {
        int magnitude = (sample < 0 ? ~sample : sample) >> 4;
        if (magnitude > 15) {
            int exponent = 1;
            while (magnitude > 31) {
                magnitude >>= 1;
                exponent++;
            }
            magnitude = magnitude - 16 + (exponent << 4);
        }
        return (sample < 0 ? magnitude : magnitude | 0x80) ^ 0x55;
    }

    /** Biased by 33, clipped at 8191: the segment is where the highest bit lies. */
    private static int compressUlaw(int sample) {
        int magnitude = Math.min(0x1FFF, ((sample < 0 ? ~sample : sample) >> 2) + 33);
        int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
        int bits = (segment << 4) | ((magnitude >> (segment + 1)) & 0x0F);
        return (~bits & 0x7F) | (sample < 0 ? 0 : 0x80);
    }
}
