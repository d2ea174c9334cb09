package zarang.media.codec;

import java.nio.ByteBuffer;

/**
 * ITU-T G.722 at 64 kbit/s (RFC 3551 §4.5.2). Its RTP clock is 8000 though its audio has 16,000
 * samples a second: an error of an old RFC that all keep to. A byte holds 6 bits of the band below
 * 4 kHz and 2 of the one above. Here audio has 8000 samples, so the lower band alone is read, and
 * the upper one is written as silence; no filter is needed, and a sample is a byte.
 */
public final class G722Codec implements Codec {
    public static final G722Codec G722 = new G722Codec();

    private static final int NUMBER = 9;

    /** The least step of the upper band: it stays at rest. */
    private static final int UPPER_SILENCE = 0xC0;

    private static final int LOWER = 0x3F;

    private G722Codec() {}

    @Override
    public String name() {
        return "G722";
    }

    @Override
    public int staticNumber() {
        return NUMBER;
    }

    @Override
    public int ticks(int payloadBytes) {
        return payloadBytes;
    }

    @Override
    public Codec.Encoder encoder() {
        G722Band band = new G722Band();
        return (samples, count, out, at) -> encode(band, samples, count, out, at);
    }

    @Override
    public Codec.Decoder decoder() {
        G722Band band = new G722Band();
        return (in, at, length, samples) -> decode(band, in, at, length, samples);
    }

    private static int encode(G722Band band, short[] samples, int count, ByteBuffer out, int at) {
        for (int i = 0; i < count; i++) {
            out.put(at + i, (byte) (UPPER_SILENCE | band.encode(samples[i] >> 1)));
        }
        return count;
    }

    private static int decode(G722Band band, ByteBuffer in, int at, int length, short[] samples) {
        int count = Math.min(length, samples.length);
        for (int i = 0; i < count; i++) {
            samples[i] = (short) (band.decode(in.get(at + i) & LOWER) << 1);
        }
        return count;
    }
}
