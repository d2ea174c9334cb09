package zarang.server.phone;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import zarang.call.recording.HeardAudio;
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
    public synchronized void audio(HeardAudio heard) {
        int n = heard.length();
        int at = heard.timestamp() - base;
        if (!begun || heard.source() != ssrc || at < 0 || at > length + JUMP_MAX) {
            begun = true;
            ssrc = heard.source();
            base = heard.timestamp() - length;
            at = length;
        }
        if (at + n > SAMPLES_MAX) {
            return;
        }
        while (at + n > samples.length) {
            samples = Arrays.copyOf(samples, samples.length * 2);
        }
        for (int i = 0; i < n; i++) {
            byte code = heard.buffer()[heard.offset() + i];
            samples[at + i] =
                    heard.law() == HeardAudio.Law.MU
                            ? G711.ulawToLinear(code)
                            : G711.alawToLinear(code);
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
