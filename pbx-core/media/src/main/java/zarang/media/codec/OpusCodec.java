package zarang.media.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.nio.ByteBuffer;

/**
 * Opus (RFC 6716) in RTP (RFC 7587), by a library in Java alone. Its clock is 48,000 and its name
 * says two channels, whatever is inside; we ask for one channel of 8000 Hz and send that, at 16
 * kbit/s. The library allocates for each packet, which nothing else on this path does: so it is
 * spoken only where {@code media.codecs} names it (ADR 0049).
 */
public final class OpusCodec implements Codec {
    public static final OpusCodec OPUS = new OpusCodec();

    private static final int CLOCK_HZ = 48_000;
    private static final int BITRATE = 16_000;

    /** 0 to 10: below it high tones come back wrong, above it costs more than is heard at 8 kHz. */
    private static final int COMPLEXITY = 2;

    /** The longest packet of RFC 6716. */
    private static final int PACKET_MAX_BYTES = 1275;

    /** Samples of the shortest and of the longest frame that we write. */
    private static final int FRAME_MIN = 20;

    private static final int FRAME_MAX = 160;

    private OpusCodec() {}

    @Override
    public String name() {
        return "opus";
    }

    @Override
    public int clockHz() {
        return CLOCK_HZ;
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public String format() {
        return "maxplaybackrate=8000;sprop-maxcapturerate=8000;maxaveragebitrate=20000";
    }

    @Override
    public int staticNumber() {
        return -1;
    }

    @Override
    public int packetMsMin() {
        return 10;
    }

    /** RFC 6716 §2.1.4: 20, 10, 5 or 2.5 ms. */
    @Override
    public int packetSamples(int most) {
        int fits = FRAME_MAX;
        while (fits > most) {
            fits /= 2;
        }
        return fits < FRAME_MIN ? 0 : fits;
    }

    @Override
    public int ticks(int payloadBytes) {
        return 0;
    }

    @Override
    public Codec.Encoder encoder() {
        return new Encoding();
    }

    @Override
    public Codec.Decoder decoder() {
        return new Decoding();
    }

    private static final class Encoding implements Codec.Encoder {
        private final OpusEncoder encoder;
        private final byte[] packet = new byte[PACKET_MAX_BYTES];

        Encoding() {
            try {
                encoder = new OpusEncoder(RATE_HZ, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            } catch (OpusException e) {
                throw new IllegalStateException(e);
            }
            encoder.setBitrate(BITRATE);
            encoder.setComplexity(COMPLEXITY);
            encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
        }

        @Override
        public int encode(short[] samples, int count, ByteBuffer out, int at) {
            try {
                int bytes = encoder.encode(samples, 0, count, packet, 0, packet.length);
                out.put(at, packet, 0, bytes);
                return bytes;
            } catch (OpusException e) {
                throw new IllegalArgumentException(count + " samples", e);
            }
        }
    }

    private static final class Decoding implements Codec.Decoder {
        private final OpusDecoder decoder;
        private final byte[] packet = new byte[PACKET_MAX_BYTES];

        Decoding() {
            try {
                decoder = new OpusDecoder(RATE_HZ, 1);
            } catch (OpusException e) {
                throw new IllegalStateException(e);
            }
        }

        /** What is no packet of Opus is nothing, whatever the library makes of it. */
        @Override
        public int decode(ByteBuffer in, int at, int length, short[] samples) {
            if (length < 1 || length > PACKET_MAX_BYTES) {
                return 0;
            }
            in.get(at, packet, 0, length);
            try {
                return Math.max(
                        0, decoder.decode(packet, 0, length, samples, 0, SAMPLES_MAX, false));
            } catch (OpusException | RuntimeException | AssertionError e) {
                return 0;
            }
        }
    }
}
