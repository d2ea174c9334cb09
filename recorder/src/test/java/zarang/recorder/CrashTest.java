package zarang.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.call.recording.RecordingSink.AGENT;
import static zarang.call.recording.RecordingSink.CALLER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.recording.Recorder.Finished;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.G711;
import zarang.testkit.SimulatesDeath;

/** A process that ends at any step, as the next one finds its folder. */
@SimulatesDeath
class CrashTest {
    private static final RecordedTone TONE = new RecordedTone(440, G711.PCMA);

    @TempDir Path scratch;
    private final List<Path> pictures = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    @Test
    void whateverStepTheProcessEndsAtTheRecordingIsWholeAndAnnounced() throws IOException {
        Path folder = scratch.resolve("live");
        try (Studio studio =
                new Studio(
                        folder,
                        new SteppedDisk(s -> picture(folder, s)),
                        Studio.settings(folder))) {
            RecordingSink sink = studio.begin();
            studio.talk(sink, CALLER, TONE, 2_000);
            picture(folder, "talking");
            studio.finish(sink);
            picture(folder, "announced");
            studio.recordings.acknowledged(Studio.ID);
            picture(folder, "acknowledged");
        }
        assertThat(steps).contains("create", "talking", "reopen", "write half done", "move");
        for (int i = steps.indexOf("create") + 1; i < steps.size(); i++) {
            recoverTwice(pictures.get(i), steps.get(i), i);
        }
    }

    @Test
    void aRecordingWithoutAudioLeavesNothing() throws IOException {
        Path folder = scratch.resolve("live");
        try (Studio studio = new Studio(folder)) {
            studio.begin();
            studio.turn();
            copy(folder, scratch.resolve("crashed"));
        }
        try (Studio after = new Studio(scratch.resolve("crashed"))) {
            assertThat(after.recordings.recover()).isEqualTo(1);
            assertThat(after.ready).isEmpty();
        }
        assertThat(files(scratch.resolve("crashed"))).isEmpty();
    }

    @Test
    void aFileThatWasCutInTheMiddleOfAFrameIsMended() throws IOException {
        Path folder = scratch.resolve("live");
        Path crashed = scratch.resolve("crashed");
        try (Studio studio = new Studio(folder)) {
            RecordingSink sink = studio.begin();
            studio.talk(sink, AGENT, TONE, 1_000);
            copy(folder, crashed);
        }
        Path part =
                files(crashed).stream()
                        .filter(file -> file.toString().endsWith(".wav.part"))
                        .findFirst()
                        .orElseThrow();
        try (var channel = new LocalDisk().reopen(part)) {
            channel.truncate(44 + 3_203);
        }
        try (Studio after = new Studio(crashed)) {
            after.recordings.recover();
        }
        assertThat(Wave.read(crashed.resolve(Studio.FILE)).right()).hasSize(800);
    }

    private void recoverTwice(Path crashed, String step, int number) throws IOException {
        Finished first;
        boolean acknowledged = step.equals("acknowledged");
        try (Studio after = new Studio(crashed)) {
            after.recordings.recover();
            if (acknowledged) {
                assertThat(after.ready).isEmpty();
                return;
            }
            assertThat(after.ready).as("%s at %s", step, number).hasSizeLessThanOrEqualTo(1);
            if (after.ready.isEmpty()) {
                assertThat(files(crashed)).as("nothing was written yet at %s", step).isEmpty();
                return;
            }
            first = after.ready.getFirst();
            assertThat(first.id()).isEqualTo(Studio.ID);
            assertThat(first.file()).isEqualTo(Studio.FILE);
            assertThat(first.talk()).as("%s at %s", step, number).contains(Studio.TALK);
        }
        Wave wave = Wave.read(crashed.resolve(first.file()));
        assertThat(wave.left()).hasSize((int) first.durationMs() * 8);
        for (int i = 0; i < Math.min(wave.left().length, 2_000 * 8); i++) {
            assertThat(wave.left()[i]).isEqualTo(TONE.heard(i));
        }
        assertThat(first.sha256()).isEqualTo(RecordingsTest.sha256(crashed.resolve(first.file())));
        assertThat(
                        Metadata.of(
                                        Files.readAllBytes(
                                                crashed.resolve(
                                                        first.file().replace(".wav", ".json"))))
                                .finished())
                .isEqualTo(first);
        try (Studio again = new Studio(crashed)) {
            again.recordings.recover();
            assertThat(again.ready).as("until acknowledged").containsExactly(first);
            again.recordings.acknowledged(first.id());
        }
        try (Studio last = new Studio(crashed)) {
            last.recordings.recover();
            assertThat(last.ready).isEmpty();
        }
        assertThat(files(crashed)).hasSize(2);
    }

    private void picture(Path folder, String step) throws IOException {
        Path to = scratch.resolve("picture-" + pictures.size());
        if (Files.exists(folder)) {
            copy(folder, to);
        }
        pictures.add(to);
        steps.add(step);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(f -> !f.endsWith(".lock")).toList();
        }
    }
}
