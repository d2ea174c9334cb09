package zarang.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zarang.call.recording.RecordingSink.AGENT;
import static zarang.call.recording.RecordingSink.CALLER;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingId;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.G711;

/** Recordings from begin to acknowledgement, and a disk that fails (CC19). */
class RecordingsTest {
    private static final RecordedTone TONE = new RecordedTone(440, G711.PCMA);

    @TempDir Path folder;

    @Test
    void aFinishedRecordingHasItsMetadataBesideItAndOnlyWeMayReadIt() throws IOException {
        try (Studio studio = new Studio(folder)) {
            RecordingSink sink = studio.begin();
            studio.talk(sink, CALLER, TONE, 1_000);
            studio.finish(sink);
            sink.finish();
            studio.turn();

            Path file = folder.resolve(Studio.FILE);
            assertThat(studio.ready).hasSize(1);
            assertThat(studio.ready.getFirst().durationMs()).isEqualTo(1_000);
            assertThat(studio.ready.getFirst().repaired()).isFalse();
            assertThat(studio.ready.getFirst().talk()).contains(Studio.TALK);
            assertThat(studio.ready.getFirst().sha256()).isEqualTo(sha256(file));
            Path json = file.resolveSibling(Studio.ID.fileName() + ".json");
            assertThat(json)
                    .content()
                    .isEqualTo(
                            """
                            {
                              "id" : "01J00000000000000000000000-1",
                              "call" : "01J00000000000000000000000",
                              "part" : 1,
                              "file" : "2026/03/21/01J00000000000000000000000-1.wav",
                              "talk" : {
                                "queue" : "sales",
                                "agent" : "2001",
                                "direction" : "inbound",
                                "call-started-at" : "2026-03-21T07:59:20.125Z",
                                "answered-at" : "2026-03-21T07:59:30.125Z",
                                "bridged-at" : "2026-03-21T08:00:00.125Z"
                              },
                              "started-at" : "2026-03-21T08:00:00.125Z",
                              "duration-ms" : 1000,
                              "channels" : 2,
                              "sample-rate" : 8000,
                              "sha256" : "%s",
                              "cut-short" : false,
                              "repaired" : false,
                              "packets" : {
                                "packets" : 50,
                                "overflowed" : 0,
                                "late" : 0,
                                "unusable" : 0,
                                "anchors" : 1
                              }
                            }\
                            """
                                    .formatted(sha256(file)));
            for (Path each : new Path[] {file, json}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------");
            }
            assertThat(studio.recordings.counters())
                    .isEqualTo(new RecorderCounters(0, 1, 0, 0, 1, 0, 0, 50, 0, 0, 0, 1));
        }
    }

    @Test
    void beyondTheBoundACallIsNotRecordedAndCounted() throws IOException {
        try (Studio studio = new Studio(folder)) {
            for (int part = 1; part <= 6; part++) {
                RecordingSink sink =
                        studio.recordings.begin(
                                new RecordingId(Studio.ID.call(), part), Studio.TALK);
                studio.send(sink, AGENT, TONE, 0, 1, 0);
            }
            assertThat(studio.recordings.counters().open()).isEqualTo(4);
            assertThat(studio.recordings.counters().refused()).isEqualTo(2);
        }
    }

    @Test
    void aDiskThatIsFullCostsTheRecordingAndNothingElse() throws IOException {
        RecorderDisk full =
                new SteppedDisk(step -> {}) {
                    @Override
                    public FileChannel create(Path file) throws IOException {
                        return FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
                    }
                };
        try (Studio studio = new Studio(folder, full, Studio.settings(folder))) {
            RecordingSink sink = studio.begin();
            studio.talk(sink, CALLER, TONE, 1_000);
            sink.finish();
            assertThat(studio.recordings.counters().refused()).isEqualTo(1);
            assertThat(studio.recordings.counters().open()).isZero();
        }
    }

    @Test
    void aDiskThatFailsDuringTheTalkKeepsWhatIsWritten() throws IOException {
        FileChannel[] channel = new FileChannel[1];
        RecorderDisk failing =
                new SteppedDisk(step -> {}) {
                    @Override
                    public FileChannel create(Path file) throws IOException {
                        channel[0] = super.create(file);
                        return channel[0];
                    }
                };
        try (Studio studio = new Studio(folder, failing, Studio.settings(folder))) {
            RecordingSink sink = studio.begin();
            studio.talk(sink, CALLER, TONE, 2_000);
            channel[0].close();
            studio.talk(sink, CALLER, TONE, 1_000);
            sink.finish();
            assertThat(studio.ready).hasSize(1);
            assertThat(studio.ready.getFirst().durationMs()).isEqualTo(2_000 - 320);
            assertThat(Wave.read(folder.resolve(Studio.FILE)).left()[8_001])
                    .isEqualTo(TONE.heard(8_001));
            assertThat(studio.recordings.counters().cutShort()).isEqualTo(1);
            assertThat(studio.recordings.counters().open()).isZero();
        }
    }

    @Test
    void whenOnlyTheReserveIsLeftRecordingsEndAndNoneBegins() throws IOException {
        RecorderSettings greedy =
                new RecorderSettings(
                        folder, 4, Duration.ofSeconds(3), Duration.ofHours(4), Long.MAX_VALUE);
        try (Studio studio = new Studio(folder, new LocalDisk(), greedy)) {
            RecordingSink sink = studio.begin();
            studio.talk(sink, CALLER, TONE, 1_000);
            assertThat(studio.recordings.counters().refused()).isEqualTo(1);
            assertThat(studio.ready).isEmpty();
        }
    }

    @Test
    void aRecordingEndsAtTheLongestLength() throws IOException {
        RecorderSettings brief =
                new RecorderSettings(folder, 4, Duration.ofSeconds(3), Duration.ofSeconds(2), 0);
        try (Studio studio = new Studio(folder, new LocalDisk(), brief)) {
            RecordingSink sink = studio.begin();
            studio.talk(sink, CALLER, TONE, 3_000);
            assertThat(studio.ready).hasSize(1);
            assertThat(studio.ready.getFirst().durationMs()).isEqualTo(2_000);
            assertThat(studio.recordings.counters().cutShort()).isEqualTo(1);
        }
    }

    @Test
    void aDiskThatStandsStillCostsAudioButKeepsTheTimeLine() throws IOException {
        try (Studio studio = new Studio(folder)) {
            RecordingSink sink = studio.begin();
            long base = studio.nanos();
            // 10 s arrive while the writer does not turn
            for (int i = 0; i < 500; i++) {
                byte[] bytes = TONE.encoded(i * 160L, 160);
                sink.audio(
                        new HeardAudio()
                                .stamped(CALLER, base + i * 20_000_000L, i * 160, 1)
                                .samples(HeardAudio.Law.A, bytes, 0, 160));
            }
            studio.stall(10_000);
            studio.send(sink, CALLER, TONE, 80_000, 1, 80_000);
            studio.advance(20);
            Wave wave = studio.finish(sink);
            assertThat(wave.left()).hasSize(80_160);
            assertThat(wave.left()[79_999]).isZero();
            assertThat(wave.left()[80_001]).isEqualTo(TONE.heard(80_001));
            assertThat(studio.recordings.counters().overflowed()).isBetween(1L, 350L);
        }
    }

    @Test
    void aListenerThatThrowsHearsOfItAgainAtTheNextStart() throws IOException {
        AtomicLong nanos = new AtomicLong();
        try (Recordings recordings =
                new Recordings(
                        Studio.settings(folder),
                        () -> nanos.getAndAdd(20_000_000),
                        finished -> {
                            throw new IllegalStateException("not now");
                        },
                        new LocalDisk(),
                        Runnable::run)) {
            RecordingSink sink = recordings.begin(Studio.ID, Studio.TALK);
            sink.audio(
                    new HeardAudio()
                            .stamped(CALLER, 0, 0, 1)
                            .samples(HeardAudio.Law.A, new byte[160], 0, 160));
            sink.finish();
            recordings.writer().cycle();
        }
        try (Studio after = new Studio(folder)) {
            after.recordings.recover();
            assertThat(after.ready).hasSize(1);
        }
    }

    @Test
    void twoProcessesDoNotShareAFolder() throws IOException {
        try (Studio first = new Studio(folder)) {
            assertThatThrownBy(() -> new Studio(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process");
            assertThat(first.ready).isEmpty();
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
