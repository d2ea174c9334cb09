package zarang.media.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import zarang.media.codec.Codec;
import zarang.media.wav.WavHeader;

/**
 * A sound as it is stored: 8 kHz, mono, trimmed, level.
 *
 * @param before the voice's level as it came, dB below full scale
 * @param after as it is now; below the wanted one where peaks forbade more
 * @param cutMs how much silence was taken away
 */
public record PreparedPrompt(Sound sound, double before, double after, long cutMs) {
    /** As a WAV file, 16-bit PCM. */
    public byte[] wav() {
        short[] samples = sound.linear();
        ByteBuffer file =
                ByteBuffer.allocate(WavHeader.BYTES + 2 * samples.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(WavHeader.pcm16(1, Codec.RATE_HZ).encode(2L * samples.length));
        for (short sample : samples) {
            file.putShort(sample);
        }
        return file.array();
    }
}
