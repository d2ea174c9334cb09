package zarang.media.codec;

import java.nio.ByteBuffer;

/**
 * Linear samples of 16 bits, the high byte first (RFC 3551 §4.5.11), one channel of 8000 Hz: under
 * a dynamic number, since the static ones, 10 and 11, are of 44,100 Hz. It remembers nothing, so it
 * is its own encoder and decoder.
 */
public final class L16Codec implements Codec, Codec.Encoder, Codec.Decoder {
    public static final L16Codec L16 = new L16Codec();

    private L16Codec() {}

    @Override
    public String name() {
        return "L16";
    }

    @Override
    public int staticNumber() {
        return -1;
    }

    @Override
    public int ticks(int payloadBytes) {
        return payloadBytes / Short.BYTES;
    }

    @Override
    public Codec.Encoder encoder() {
        return this;
    }

    @Override
    public Codec.Decoder decoder() {
        return this;
    }

    @Override
    public int encode(short[] samples, int count, ByteBuffer out, int at) {
        for (int i = 0; i < count; i++) {
            out.putShort(at + i * Short.BYTES, samples[i]);
        }
        return count * Short.BYTES;
    }

    @Override
    public int decode(ByteBuffer in, int at, int length, short[] samples) {
        int count = Math.min(length / Short.BYTES, samples.length);
        for (int i = 0; i < count; i++) {
            samples[i] = in.getShort(at + i * Short.BYTES);
        }
        return count;
    }
}
