package zarang.sip.sdp;

import java.nio.ByteBuffer;
import zarang.media.codec.Codec;

/**
 * A codec that production knows nothing of: L16 at 8000 Hz (RFC 3551 §4.5.11), which has no payload
 * type of its own and two bytes a sample.
 */
final class LinearCodec implements Codec {
    @Override
    public String name() {
        return "L16";
    }

    @Override
    public int staticNumber() {
        return -1;
    }

    @Override
    public Encoder encoder() {
        return (samples, count, out, at) -> {
            for (int i = 0; i < count; i++) {
                out.putShort(at + 2 * i, samples[i]);
            }
            return 2 * count;
        };
    }

    @Override
    public Decoder decoder() {
        return LinearCodec::decode;
    }

    private static int decode(ByteBuffer in, int at, int length, short[] samples) {
        int count = Math.min(length / 2, samples.length);
        for (int i = 0; i < count; i++) {
            samples[i] = in.getShort(at + 2 * i);
        }
        return count;
    }
}
