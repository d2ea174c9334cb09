package zarang.media.codec;

import java.nio.ByteBuffer;

/**
 * G.711 in RTP (RFC 3551 §4.5.14): a byte for each sample, of the two laws of {@link G711}. It
 * remembers nothing, so each is its own encoder and decoder.
 */
public enum G711Codec implements Codec, Codec.Encoder, Codec.Decoder {
    PCMU(G711.PCMU),
    PCMA(G711.PCMA);

    private final int number;

    G711Codec(int number) {
        this.number = number;
    }

    @Override
    public int staticNumber() {
        return number;
    }

    @Override
    public int ticks(int payloadBytes) {
        return payloadBytes;
    }

    @Override
    public Codec.Encoder encoder() {
        return this;
    }

    @Override
    public Codec.Decoder decoder() {
        return this;
    }

    /** The byte of a zero sample. */
    public byte silence() {
        return G711.silence(number);
    }

    @Override
    public int encode(short[] samples, int count, ByteBuffer out, int at) {
        if (this == PCMA) {
            for (int i = 0; i < count; i++) {
                out.put(at + i, G711.linearToAlaw(samples[i]));
            }
        } else {
            for (int i = 0; i < count; i++) {
                out.put(at + i, G711.linearToUlaw(samples[i]));
            }
        }
        return count;
    }

    @Override
    public int decode(ByteBuffer in, int at, int length, short[] samples) {
        int count = Math.min(length, samples.length);
        if (this == PCMA) {
            for (int i = 0; i < count; i++) {
                samples[i] = G711.alawToLinear(in.get(at + i));
            }
        } else {
            for (int i = 0; i < count; i++) {
                samples[i] = G711.ulawToLinear(in.get(at + i));
            }
        }
        return count;
    }

    /** Writes {@code buffer[begin, end)}, which is of the other law, in this one. */
    public void rewrite(ByteBuffer buffer, int begin, int end) {
        if (this == PCMA) {
            for (int i = begin; i < end; i++) {
                buffer.put(i, G711.ulawToAlaw(buffer.get(i)));
            }
        } else {
            for (int i = begin; i < end; i++) {
                buffer.put(i, G711.alawToUlaw(buffer.get(i)));
            }
        }
    }
}
