package zarang.call.fact;

import java.time.Instant;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.recording.RecordedTalk;

/**
 * A recording is whole on disk.
 *
 * @param file name below the recordings folder
 * @param sha256 lower-case hex
 * @param talk what it is of; empty if a crash left nothing but the audio
 */
public record RecordingReady(
        String recording,
        String file,
        long durationMs,
        String sha256,
        boolean repaired,
        Optional<RecordedTalk> talk)
        implements Fact {
    public static final FactType<RecordingReady> TYPE =
            FactType.of("recording.ready", RecordingReady.class, RecordingReady::read).vital();

    private static RecordingReady read(FactReader from) throws UnreadableEntryException {
        return new RecordingReady(
                from.text("recording"),
                from.text("file"),
                from.number("durationMs"),
                from.text("sha256"),
                from.flag("repaired"),
                talk(from));
    }

    /** Entries of 0.1 have none. */
    private static Optional<RecordedTalk> talk(FactReader from) throws UnreadableEntryException {
        if (!from.has("startedAt")) {
            return Optional.empty();
        }
        Optional<Instant> answeredAt = from.maybeTime("answeredAt");
        return Optional.of(
                new RecordedTalk(
                        from.maybe("queue").map(QueueName::new),
                        from.maybe("agent").map(AgentId::new),
                        from.maybe("box"),
                        from.word("direction", RecordedTalk.Direction.class),
                        from.time("callStartedAt"),
                        answeredAt,
                        from.time("startedAt")));
    }

    @Override
    public FactType<RecordingReady> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("recording", recording).text("file", file).number("durationMs", durationMs);
        to.text("sha256", sha256).flag("repaired", repaired);
        talk.ifPresent(of -> write(of, to));
    }

    private static void write(RecordedTalk of, FactWriter to) {
        of.queue().ifPresent(to::queue);
        of.agent().ifPresent(to::agent);
        of.box().ifPresent(box -> to.text("box", box));
        to.word("direction", of.direction());
        to.time("callStartedAt", of.callStartedAt());
        of.answeredAt().ifPresent(at -> to.time("answeredAt", at));
        to.time("startedAt", of.startedAt());
    }

    @Override
    public void describe(FactWriter to) {
        to.text("file", file).number("durationMs", durationMs);
    }
}
