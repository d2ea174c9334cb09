package zarang.media.codec;

import java.nio.ByteBuffer;

/** Gives audio as fast as it is asked for. One thread. */
@FunctionalInterface
public interface VoiceSource {
    /**
     * Has the next {@code samples} written as one payload at {@code out[at…]}, silence where there
     * is no more.
     *
     * @param samples 160 at most: 20 ms
     * @return bytes written
     */
    int take(Codec.Encoder as, int samples, ByteBuffer out, int at);
}
