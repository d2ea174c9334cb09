package zarang.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.call.recording.RecordingSink.CALLER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.G711;
import zarang.testkit.SimulatesDeath;

/** Messages that callers leave: on disk while they speak, announced once they are wanted. */
@SimulatesDeath
class CallerMessagesTest {
    private static final RecordedTone TONE = new RecordedTone(440, G711.PCMA);
    private static final RecordedTalk MESSAGE =
            new RecordedTalk(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("complaints"),
                    RecordedTalk.Direction.MESSAGE,
                    Studio.START.minusSeconds(40),
                    Optional.of(Studio.START.minusSeconds(30)),
                    Studio.START);

    @TempDir Path scratch;

    private static RecordingSink message(Studio studio) {
        RecordingSink sink = studio.recordings.begin(Studio.ID, MESSAGE);
        studio.talk(sink, CALLER, TONE, 2_000);
        sink.finish();
        studio.advance(400);
        return sink;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void messageIsAnnouncedOnceItIsWantedAndAsLongAsItWasSpoken() throws IOException {
        try (Studio studio = new Studio(scratch)) {
            RecordingSink sink = message(studio);
            studio.advance(10_000);
            assertThat(studio.ready).as("nobody has said that it is wanted").isEmpty();
            sink.keep();
            sink.drop();
            studio.turn();
            assertThat(studio.ready)
                    .singleElement()
                    .satisfies(ready -> {
                        assertThat(ready.durationMs()).isEqualTo(2_000);
                        assertThat(ready.talk()).contains(MESSAGE);
                    });
        }
    }

    @Test
    void callerMayHearWhatItHasSaidUntilThatIsSettled() throws IOException {
        try (Studio studio = new Studio(scratch)) {
            RecordingSink sink = message(studio);
            assertThat(studio.recordings.said(Studio.ID.fileName()))
                    .hasValueSatisfying(samples -> {
                        assertThat(samples).hasSize(16_000);
                        int loudest = 0;
                        for (short sample : samples) {
                            loudest = Math.max(loudest, Math.abs(sample));
                        }
                        assertThat(loudest).isGreaterThan(3_000);
                    });
            assertThat(studio.recordings.said("../" + Studio.ID.fileName())).isEmpty();
            sink.drop();
            studio.turn();
            assertThat(studio.recordings.said(Studio.ID.fileName())).isEmpty();
        }
    }

    @Test
    void messageThatIsNotWantedLeavesNothing() throws IOException {
        try (Studio studio = new Studio(scratch)) {
            RecordingSink sink = message(studio);
            sink.drop();
            sink.keep();
            studio.turn();
            assertThat(studio.ready).isEmpty();
            assertThat(studio.recordings.counters().open()).isZero();
        }
        assertThat(files(scratch)).isEmpty();
    }

    @Test
    void processThatIsKilledWhileSomebodySpeaksHasTheMessageAtItsNextStart() throws IOException {
        Path crashed = scratch.resolve("crashed");
        try (Studio studio = new Studio(scratch.resolve("live"))) {
            RecordingSink sink = studio.recordings.begin(Studio.ID, MESSAGE);
            studio.talk(sink, CALLER, TONE, 3_000);
            for (Path file : files(scratch.resolve("live"))) {
                Path copy = crashed.resolve(scratch.resolve("live").relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            sink.drop();
            studio.turn();
        }
        try (Studio after = new Studio(crashed)) {
            assertThat(after.recordings.recover()).isEqualTo(1);
            assertThat(after.ready)
                    .singleElement()
                    .satisfies(ready -> {
                        assertThat(ready.repaired()).isTrue();
                        assertThat(ready.talk()).contains(MESSAGE);
                        assertThat(ready.durationMs())
                                .as("the last moments alone are lost")
                                .isGreaterThan(2_500);
                    });
        }
    }

    @Test
    void serverThatEndsKeepsWhatNobodyHasSettled() throws IOException {
        Studio studio = new Studio(scratch);
        message(studio);
        studio.close();
        assertThat(files(scratch)).as("for the next start").isNotEmpty();
    }
}
