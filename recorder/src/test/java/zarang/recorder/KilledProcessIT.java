package zarang.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.loop.RealTime;

/** {@code kill -9} of a process that records. */
@RealTime
class KilledProcessIT {
    @TempDir Path folder;

    @Test
    void theRecordingSoFarIsAPlayableFile() throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                RecorderChild.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("child.log").toFile())
                        .start();
        try {
            // 2.5 s of audio have reached the file
            await().atMost(Duration.ofSeconds(30)).until(() -> partBytes() > 80_000);
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
        long bytes = partBytes();
        try (Studio after = new Studio(folder)) {
            assertThat(after.recordings.recover()).isEqualTo(1);
            assertThat(after.ready).hasSize(1);
            assertThat(after.ready.getFirst().repaired()).isTrue();
            assertThat(after.ready.getFirst().durationMs()).isEqualTo((bytes - 44) / 32);
            Wave wave = Wave.read(folder.resolve(Studio.FILE));
            assertThat(RecordedTone.share(Arrays.copyOfRange(wave.left(), 4_000, 16_000), 440))
                    .isGreaterThan(.9);
            assertThat(RecordedTone.share(Arrays.copyOfRange(wave.right(), 4_000, 16_000), 1_000))
                    .isGreaterThan(.9);
        }
    }

    private long partBytes() throws IOException {
        Path pending = folder.resolve("pending");
        if (!Files.isDirectory(pending)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(pending)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".wav.part")).toList()) {
                return Files.size(file);
            }
        }
        return 0;
    }
}
