package zarang.server.serve;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import zarang.call.fact.Fact;
import zarang.call.fact.RecordingReady;
import zarang.call.fact.VoicemailLeft;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.recording.Recorder;
import zarang.recorder.RecorderSettings;
import zarang.recorder.Recordings;

/**
 * The recorder, with its finished recordings written to the journal. A recording counts as
 * announced once the journal has it on disk: until then a crash means that it is announced again,
 * under the same id.
 */
final class AnnouncedRecordings {
    private final Journal journal;
    private final InstantSource clock;
    private final Recordings recordings;

    /**
     * Nothing is written before the first recording begins, or is recovered.
     *
     * @param nanos monotonic time, for any thread
     * @throws IOException the folder cannot be used
     */
    AnnouncedRecordings(
            RecorderSettings settings, Journal journal, InstantSource clock, LongSupplier nanos)
            throws IOException {
        this.journal = journal;
        this.clock = clock;
        recordings = new Recordings(settings, nanos, this::announce);
    }

    Recordings recordings() {
        return recordings;
    }

    private void announce(Recorder.Finished done) {
        var _ =
                ready(done)
                        .thenCompose(r -> left(done))
                        .thenRun(() -> recordings.acknowledged(done.id()));
    }

    private CompletionStage<?> ready(Recorder.Finished done) {
        return write(
                done,
                "recording",
                new RecordingReady(
                        done.id().fileName(),
                        done.file(),
                        done.durationMs(),
                        done.sha256(),
                        done.repaired(),
                        done.talk()));
    }

    /** A message in a box has a fact of its own, once for each however often it is announced. */
    private CompletionStage<?> left(Recorder.Finished done) {
        return done.talk()
                .flatMap(talk ->
                        talk.box()
                                .<CompletionStage<?>>map(box ->
                                        write(
                                                done,
                                                "voicemail",
                                                new VoicemailLeft(
                                                        box,
                                                        done.id().fileName(),
                                                        done.durationMs(),
                                                        done.repaired(),
                                                        talk.startedAt()))))
                .orElseGet(() -> CompletableFuture.completedFuture(done));
    }

    private CompletionStage<?> write(Recorder.Finished done, String of, Fact fact) {
        return journal.appendDurably(
                new JournalEntry(
                        done.id().call().value() + "." + of + "-" + done.id().part(),
                        done.id().call(),
                        clock.instant(),
                        fact));
    }
}
