package zarang.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import zarang.call.loop.RealTime;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.G711;

/** A process that records two tones in real time until it is killed. Argument: the folder. */
@RealTime
final class RecorderChild {
    private RecorderChild() {}

    public static void main(String[] args) throws IOException {
        RecorderSettings settings =
                new RecorderSettings(
                        Path.of(args[0]), 4, Duration.ofSeconds(3), Duration.ofHours(1), 0);
        try (Recordings recordings = new Recordings(settings, System::nanoTime, finished -> {})) {
            RecordingSink sink = recordings.begin(Studio.ID, Studio.TALK);
            RecordedTone[] tones = {
                new RecordedTone(440, G711.PCMA), new RecordedTone(1_000, G711.PCMU)
            };
            long began = System.nanoTime();
            System.out.println("recording");
            for (int i = 0; i < 50 * 60; i++) {
                for (int side = 0; side < 2; side++) {
                    byte[] bytes = tones[side].encoded(i * 160L, 160);
                    sink.audio(
                            new HeardAudio()
                                    .stamped(side, System.nanoTime(), i * 160, 9)
                                    .samples(tones[side].law(), bytes, 0, 160));
                }
                long due = began + (i + 1) * 20_000_000L;
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
            }
        }
    }
}
