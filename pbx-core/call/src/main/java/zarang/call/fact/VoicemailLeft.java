package zarang.call.fact;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A caller left a message, and it is whole on disk. Who called is what {@code call.started} of the
 * same call says.
 *
 * @param box where, such as {@code complaints}
 * @param recording the one that {@code recording.ready} tells of
 * @param repaired whether a crash cut it off
 * @param leftAt when the caller began to speak
 */
public record VoicemailLeft(
        String box, String recording, long durationMs, boolean repaired, Instant leftAt)
        implements Fact {
    public static final FactType<VoicemailLeft> TYPE =
            FactType.of("voicemail.left", VoicemailLeft.class, VoicemailLeft::read).vital();

    public VoicemailLeft {
        leftAt = leftAt.truncatedTo(ChronoUnit.MILLIS);
    }

    private static VoicemailLeft read(FactReader from) throws UnreadableEntryException {
        return new VoicemailLeft(
                from.text("box"),
                from.text("recording"),
                from.number("durationMs"),
                from.flag("repaired"),
                from.time("leftAt"));
    }

    @Override
    public FactType<VoicemailLeft> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("box", box).text("recording", recording).number("durationMs", durationMs);
        to.flag("repaired", repaired).time("leftAt", leftAt);
    }

    @Override
    public void describe(FactWriter to) {
        to.text("box", box).text("recording", recording).number("durationMs", durationMs);
    }
}
