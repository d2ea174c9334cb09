package zarang.media.codec;

import java.nio.ByteBuffer;

/**
 * How audio is written in RTP packets. Immutable and shared: any thread. What an encoder or decoder
 * remembers from packet to packet is one leg's.
 *
 * <p>Inside this house audio is linear, 16 bit, one channel, {@value #RATE_HZ} samples a second: a
 * codec of another rate resamples in its own file. Two legs of one codec are relayed without any of
 * it. A new codec is its file and its line in {@link Codecs}.
 */
public interface Codec {
    /** Samples a second of linear audio. */
    int RATE_HZ = 8000;

    /** Most samples that one packet may hold: 120 ms, the longest of Opus (RFC 7587). */
    int SAMPLES_MAX = 960;

    /** Its name as a media subtype (RFC 4855), such as {@code PCMA}. */
    String name();

    /** Ticks a second of its RTP timestamps: a multiple of {@link #RATE_HZ}. */
    default int clockHz() {
        return RATE_HZ;
    }

    /** Channels as its name goes with; what is not one channel is mixed down by the decoder. */
    default int channels() {
        return 1;
    }

    /** What it asks of who sends it, as {@code a=fmtp} has it; empty if nothing. */
    default String format() {
        return "";
    }

    /** Payload type that RFC 3551 §6 gave it for good; -1 if it has none. */
    int staticNumber();

    /** Least ms of audio in a packet, 5 to 20. */
    default int packetMsMin() {
        return 5;
    }

    /**
     * Samples that one packet can hold.
     *
     * @param most 1 to 160
     * @return {@code most} or fewer; 0 if these are too few for any packet
     */
    default int packetSamples(int most) {
        return most;
    }

    Encoder encoder();

    Decoder decoder();

    /**
     * Ticks of the RTP clock that a payload lasts.
     *
     * @return 0 where that is not known without decoding
     */
    int ticks(int payloadBytes);

    /** Ticks of the RTP clock for each sample of linear audio. */
    default int ticks() {
        return clockHz() / RATE_HZ;
    }

    /** Writes linear audio. One thread; allocates nothing. */
    @FunctionalInterface
    interface Encoder {
        /**
         * Writes {@code samples[0, count)} as one payload at {@code out[at…]}.
         *
         * @param count a whole number of ms that the codec can put into a packet
         * @return bytes written
         */
        int encode(short[] samples, int count, ByteBuffer out, int at);
    }

    /** Reads payloads, each once and in the order they come. One thread; allocates nothing. */
    @FunctionalInterface
    interface Decoder {
        /**
         * Reads {@code in[at, at + length)} into {@code samples[0…]}; what does not fit there is
         * left out.
         *
         * @return samples read; 0 for a payload that cannot be understood
         */
        int decode(ByteBuffer in, int at, int length, short[] samples);
    }
}
