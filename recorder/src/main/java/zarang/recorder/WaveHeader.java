package zarang.recorder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The 44 bytes before the samples: {@code RIFF size WAVE}, {@code fmt } of 16 bytes (PCM, 2
 * channels, 8 kHz, 16 bit), {@code data size}; little-endian.
 */
final class WaveHeader {
    static final int BYTES = 44;
    static final int FRAME_BYTES = 4;
    static final int CHANNELS = 2;

    /** The size of a file that is still growing: players then read to its end. */
    static final long GROWING = 0xFFFF_FFFFL - BYTES;

    private WaveHeader() {}

    static ByteBuffer of(long audioBytes) {
        ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(tag("RIFF")).putInt((int) (audioBytes + BYTES - 8)).put(tag("WAVE"));
        header.put(tag("fmt ")).putInt(16).putShort((short) 1).putShort((short) CHANNELS);
        header.putInt(TimeLine.RATE).putInt(TimeLine.RATE * FRAME_BYTES);
        header.putShort((short) FRAME_BYTES).putShort((short) 16);
        header.put(tag("data")).putInt((int) audioBytes);
        return header.flip();
    }

    private static byte[] tag(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
