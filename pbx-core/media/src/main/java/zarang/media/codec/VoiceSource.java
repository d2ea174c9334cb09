package zarang.media.codec;

import java.nio.ByteBuffer;

/** Gives G.711 audio as fast as it is asked for. One thread. */
@FunctionalInterface
public interface VoiceSource {
    /**
     * Writes the next {@code samples} bytes at {@code out[at…]}, silence where there is no more.
     *
     * @param payloadType 0 PCMU or 8 PCMA
     */
    void take(int payloadType, int samples, ByteBuffer out, int at);
}
