package zarang.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.Recorder.Finished;
import zarang.call.recording.RecordingId;
import zarang.call.recording.RecordingSink;

/** A recorder whose time and writer the test turns by hand. */
final class Studio implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-21T08:00:00.125Z");
    static final RecordedTalk TALK =
            new RecordedTalk(
                    Optional.of(new QueueName("sales")),
                    new AgentId("2001"),
                    RecordedTalk.Direction.INBOUND,
                    START.minusSeconds(40),
                    Optional.of(START.minusSeconds(30)),
                    START);
    static final RecordingId ID = new RecordingId(new CallId("01J00000000000000000000000"), 1);
    static final String FILE = "2026/03/21/01J00000000000000000000000-1.wav";

    final Path folder;
    final List<Finished> ready = new ArrayList<>();
    final Recordings recordings;
    private long nanos = 77_000_000_000L;
    private long turnedNanos = nanos;

    Studio(Path folder) throws IOException {
        this(folder, new LocalDisk(), settings(folder));
    }

    Studio(Path folder, RecorderDisk disk, RecorderSettings settings) throws IOException {
        this.folder = folder;
        recordings = new Recordings(settings, this::nanos, ready::add, disk, Runnable::run);
    }

    static RecorderSettings settings(Path folder) {
        return new RecorderSettings(folder, 4, Duration.ofSeconds(3), Duration.ofHours(4), 0);
    }

    long nanos() {
        return nanos;
    }

    RecordingSink begin() {
        return recordings.begin(ID, TALK);
    }

    /** Moves time on, turning the writer at its pace. */
    void advance(long millis) {
        long until = nanos + millis * 1_000_000;
        while (turnedNanos + RecordingWriter.PACE.toNanos() <= until) {
            turnedNanos += RecordingWriter.PACE.toNanos();
            nanos = turnedNanos;
            turn();
        }
        nanos = until;
    }

    /** Moves time on while the writer stands still, and then turns it once. */
    void stall(long millis) {
        nanos += millis * 1_000_000;
        turnedNanos = nanos;
        turn();
    }

    void turn() {
        recordings.writer().cycle();
    }

    /** Sends a stretch of a tone that arrives now. */
    void send(RecordingSink sink, int side, RecordedTone tone, int timestamp, int ssrc, long at) {
        byte[] bytes = tone.encoded(at, 160);
        sink.audio(
                new HeardAudio()
                        .stamped(side, nanos, timestamp, ssrc)
                        .samples(tone.law(), bytes, 0, bytes.length));
    }

    /** Sends seconds of a tone in real time, from sample 0 of it on. */
    void talk(RecordingSink sink, int side, RecordedTone tone, int millis) {
        for (int i = 0; i < millis / 20; i++) {
            send(sink, side, tone, i * 160, 1, i * 160L);
            advance(20);
        }
    }

    Wave finish(RecordingSink sink) throws IOException {
        sink.finish();
        turn();
        return Wave.read(folder.resolve(FILE));
    }

    @Override
    public void close() throws IOException {
        recordings.close();
    }
}
