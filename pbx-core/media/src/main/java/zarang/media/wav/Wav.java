package zarang.media.wav;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import zarang.media.codec.G711;

/** A WAVE file that was understood: 16-bit PCM or G.711. */
public final class Wav implements WavResult {
    private final WavHeader header;
    private final int formatOffset;
    private final ByteBuffer data;

    /**
     * @param formatOffset where the body of the fmt chunk begins in the file
     * @param data the audio alone, channels interleaved
     */
    Wav(WavHeader header, int formatOffset, ByteBuffer data) {
        this.formatOffset = formatOffset;
        this.header = header;
        this.data = data.order(ByteOrder.LITTLE_ENDIAN);
    }

    public WavHeader header() {
        return header;
    }

    /** Where the body of the fmt chunk begins in the file, for findings. */
    public int formatOffset() {
        return formatOffset;
    }

    /** Samples of each channel. */
    public int frames() {
        return data.limit() / header.bytesPerFrame();
    }

    /**
     * One channel, decoded.
     *
     * @param channel from 0; 0 is left
     */
    public short[] samples(int channel) {
        short[] samples = new short[frames()];
        int width = header.bitsPerSample() / 8;
        for (int i = 0; i < samples.length; i++) {
            int at = i * header.bytesPerFrame() + channel * width;
            samples[i] =
                    switch (header.format()) {
                        case WavHeader.PCM -> data.getShort(at);
                        case WavHeader.ALAW -> G711.alawToLinear(data.get(at));
                        case WavHeader.ULAW -> G711.ulawToLinear(data.get(at));
                        default -> throw new IllegalStateException("format " + header.format());
                    };
        }
        return samples;
    }
}
