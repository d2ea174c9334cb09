package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallParked;
import zarang.call.fact.CallTransferred;
import zarang.call.fact.Fact;
import zarang.call.fact.RecordingReady;
import zarang.call.fact.Subject;
import zarang.call.fact.VoicemailLeft;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.call.loop.ControlLoop;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.Recorder;
import zarang.recorder.SteppedRecordings;

/** The folder of recordings, which outlives every process, and what must be true of it. */
final class WorldRecordings {
    /** A talk of which something is heard. */
    private static final Duration HEARD = Duration.ofSeconds(1);

    private final Path folder;
    private int mended;

    WorldRecordings(Path folder) {
        this.folder = folder;
    }

    /**
     * The recorder of one process, which begins with what was left: as the server announces, so is
     * it announced here.
     */
    SteppedRecordings begin(ControlLoop loop, BooleanSupplier step, Journal journal)
            throws IOException {
        AtomicReference<SteppedRecordings> own = new AtomicReference<>();
        own.set(
                new SteppedRecordings(
                        folder,
                        loop,
                        step,
                        done ->
                                journal.appendDurably(ready(loop, done))
                                        .thenCompose(r -> left(loop, done, journal))
                                        .thenRun(() -> own.get().acknowledged(done.id()))));
        own.get().recover();
        return own.get();
    }

    private static JournalEntry ready(ControlLoop loop, Recorder.Finished done) {
        return entry(
                loop,
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

    private static CompletionStage<?> left(
            ControlLoop loop, Recorder.Finished done, Journal journal) {
        return done.talk()
                .flatMap(talk ->
                        talk.box()
                                .<CompletionStage<?>>map(box ->
                                        journal.appendDurably(
                                                entry(
                                                        loop,
                                                        done,
                                                        "voicemail",
                                                        new VoicemailLeft(
                                                                box,
                                                                done.id().fileName(),
                                                                done.durationMs(),
                                                                done.repaired(),
                                                                talk.startedAt())))))
                .orElseGet(() -> CompletableFuture.completedFuture(done));
    }

    private static JournalEntry entry(
            ControlLoop loop, Recorder.Finished done, String of, Fact fact) {
        return new JournalEntry(
                done.id().call().value() + "." + of + "-" + done.id().part(),
                done.id().call(),
                loop.instant(),
                fact);
    }

    /** How many were cut off by a death, and told of all the same. */
    int mended() {
        return mended;
    }

    /** All that was said of recordings is so, every talk has one, and nothing is half done. */
    void assertWhole(WorldFacts facts) {
        facts.told().forEach((subject, entries) -> assertWhole(facts, subject, entries));
        try {
            assertThat(SteppedRecordings.unfinished(folder)).as("half done").isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertWhole(WorldFacts facts, Subject call, List<StoredEntry> entries) {
        List<RecordingReady> ready = facts(entries, RecordingReady.class);
        assertThat(ready)
                .extracting(RecordingReady::recording)
                .as("recordings of %s", call)
                .doesNotHaveDuplicates();
        for (RecordingReady each : ready) {
            assertThat(sha256(folder.resolve(each.file())))
                    .as(each.file())
                    .isEqualTo(each.sha256());
            assertThat(!each.repaired() || facts.wasBeforeADeath(call)).as(each.file()).isTrue();
            mended += each.repaired() ? 1 : 0;
        }
        assertThat(facts(entries, VoicemailLeft.class))
                .extracting(VoicemailLeft::recording)
                .as("messages of %s", call)
                .containsExactlyInAnyOrderElementsOf(
                        ready.stream()
                                .filter(each -> each.talk().flatMap(RecordedTalk::box).isPresent())
                                .map(RecordingReady::recording)
                                .toList());
        assertTalks(facts, call, entries, ready.stream().filter(WorldRecordings::isTalk).toList());
    }

    /** A recording whose metadata a death took counts as one of a talk. */
    private static boolean isTalk(RecordingReady ready) {
        return ready.talk()
                .map(talk -> talk.direction() != RecordedTalk.Direction.MESSAGE)
                .orElse(true);
    }

    private static void assertTalks(
            WorldFacts facts, Subject call, List<StoredEntry> entries, List<RecordingReady> ready) {
        List<StoredEntry> talks =
                entries.stream()
                        .filter(entry -> WorldFacts.fact(entry, CallAnswered.class).isPresent())
                        .toList();
        if (facts.wasCut(call)) {
            return; // what was said of the talk may be lost where its audio is not
        }
        assertThat(ready.size())
                .as("recordings of %s", call)
                .isLessThanOrEqualTo(
                        (int) entries.stream().filter(WorldRecordings::mayBeginATalk).count());
        if (!talks.isEmpty()) {
            StoredEntry end =
                    entries.stream()
                            .filter(entry -> WorldFacts.fact(entry, CallEnded.class).isPresent())
                            .findFirst()
                            .orElseThrow();
            boolean heard = end.at().isAfter(talks.getLast().at().plus(HEARD));
            assertThat(ready.isEmpty() && heard).as("%s was not recorded", call).isFalse();
        }
    }

    private static <F> List<F> facts(List<StoredEntry> entries, Class<F> kind) {
        return entries.stream().flatMap(entry -> WorldFacts.fact(entry, kind).stream()).toList();
    }

    /** An agent has the caller, or another one has, or has it back: nobody took it over. */
    private static boolean mayBeginATalk(StoredEntry entry) {
        return WorldFacts.fact(entry, CallAnswered.class).isPresent()
                || WorldFacts.fact(entry, CallDialled.class).isPresent()
                || WorldFacts.fact(entry, CallParked.class).isPresent()
                || WorldFacts.fact(entry, CallTransferred.class)
                        .filter(done -> done.script().isEmpty())
                        .isPresent();
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
