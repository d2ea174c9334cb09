package zarang.media.wav;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The canonical 44-byte header of a RIFF WAVE file.
 *
 * <pre>
 *  0 "RIFF"  4 file length − 8   8 "WAVE"
 * 12 "fmt " 16 16               20 format  22 channels  24 samples/s  28 bytes/s  32 bytes/frame  34 bits/sample
 * 36 "data" 40 length of the data, little-endian like all numbers
 * </pre>
 *
 * @param format {@link #PCM}, {@link #ALAW} or {@link #ULAW}
 * @param channels 1 or 2
 * @param sampleRateHz frames a second
 * @param bitsPerSample 16 for PCM, 8 for the laws
 */
public record WavHeader(int format, int channels, int sampleRateHz, int bitsPerSample) {
    public static final int PCM = 1;
    public static final int ALAW = 6;
    public static final int ULAW = 7;

    /** Length of the header in bytes. */
    public static final int BYTES = 44;

    /** Offsets of the two 32-bit lengths that grow with the file. */
    public static final int RIFF_LENGTH_OFFSET = 4;

    public static final int DATA_LENGTH_OFFSET = 40;

    /** The most data that the 32-bit lengths can tell of. */
    public static final long DATA_MAX_BYTES = 0xFFFF_FFFFL - (BYTES - 8);

    public static WavHeader pcm16(int channels, int sampleRateHz) {
        return new WavHeader(PCM, channels, sampleRateHz, 16);
    }

    public int bytesPerFrame() {
        return channels * bitsPerSample / 8;
    }

    /** What {@link #RIFF_LENGTH_OFFSET} holds for {@code dataBytes}; unsigned 32 bit. */
    public static int riffLength(long dataBytes) {
        return (int) (dataBytes + BYTES - 8);
    }

    /**
     * The header in front of {@code dataBytes} of audio.
     *
     * @param dataBytes 0 to {@link #DATA_MAX_BYTES}
     */
    public byte[] encode(long dataBytes) {
        if (dataBytes < 0 || dataBytes > DATA_MAX_BYTES) {
            throw new IllegalArgumentException("data of " + dataBytes + " bytes");
        }
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(tag("RIFF"))
                .putInt(riffLength(dataBytes))
                .put(tag("WAVE"))
                .put(tag("fmt "))
                .putInt(16)
                .putShort((short) format)
                .putShort((short) channels)
                .putInt(sampleRateHz)
                .putInt(sampleRateHz * bytesPerFrame())
                .putShort((short) bytesPerFrame())
                .putShort((short) bitsPerSample)
                .put(tag("data"))
                .putInt((int) dataBytes)
                .array();
    }

    private static byte[] tag(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
