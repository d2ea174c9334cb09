package zarang.server.phone;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.G711;
import zarang.media.wav.WavHeader;

/**
 * What a test phone hears, at the place that its RTP timestamp gives it; written as a WAV file when
 * the phone is done. Media loop, until it is written.
 */
final class HeardFile implements RecordingSink {
    private static final int SAMPLES_MAX = 8000 * 3600;
    private static final int JUMP_MAX = 8000 * 60;

    private short[] samples = new short[8000 * 10];
    private int length;
    private int base;
    private int ssrc;
    private boolean begun;
    private long packets;

    @Override
    public synchronized void audio(
            int side,
            long arrivalNanos,
            int timestamp,
            int source,
            int payloadType,
            byte[] buffer,
            int offset,
            int n) {
        int at = timestamp - base;
        if (!begun || source != ssrc || at < 0 || at > length + JUMP_MAX) {
            begun = true;
            ssrc = source;
            base = timestamp - length;
            at = length;
        }
        if (at + n > SAMPLES_MAX) {
            return;
        }
        while (at + n > samples.length) {
            samples = Arrays.copyOf(samples, samples.length * 2);
        }
        for (int i = 0; i < n; i++) {
            samples[at + i] =
                    payloadType == 0
                            ? G711.ulawToLinear(buffer[offset + i])
                            : G711.alawToLinear(buffer[offset + i]);
        }
        length = Math.max(length, at + n);
        packets++;
    }

    @Override
    public void finish() {
        // Nothing is held open: the file is written at the end, whole.
    }

    /** RTP packets that were heard. */
    synchronized long packets() {
        return packets;
    }

    synchronized void write(Path file) throws IOException {
        byte[] bytes = new byte[length * 2];
        for (int i = 0; i < length; i++) {
            bytes[2 * i] = (byte) samples[i];
            bytes[2 * i + 1] = (byte) (samples[i] >> 8);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(WavHeader.pcm16(1, 8000).encode(bytes.length));
            out.write(bytes);
        }
    }
}
