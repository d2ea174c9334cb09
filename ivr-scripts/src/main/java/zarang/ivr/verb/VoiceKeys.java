package zarang.ivr.verb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.call.script.VoiceNote;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/** The keys of verbs that record what the caller says. */
final class VoiceKeys {
    private static final String ORIGIN = "record or voicemail";

    /** The recording's name, as {@code recording.ready} has it. */
    static final Variable NAME = new Variable("voice.recording", VariableType.TEXT, ORIGIN);

    static final Variable SECONDS = new Variable("voice.seconds", VariableType.NUMBER, ORIGIN);
    static final List<Variable> VARIABLES = List.of(NAME, SECONDS);

    static final StepKey<Duration> LONGEST =
            StepKey.usually(
                    "longest",
                    Shapes.span(Duration.ofSeconds(1), Duration.ofHours(1)),
                    Duration.ofMinutes(2),
                    "2m",
                    "ends it; what was said is kept");
    static final StepKey<Duration> SILENCE =
            StepKey.usually(
                    "silence",
                    Shapes.span(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                    Duration.ofSeconds(5),
                    "5s",
                    "so long without a word ends it");
    static final StepKey<Duration> SHORTEST =
            StepKey.usually(
                    "shortest",
                    Shapes.span(Duration.ofMillis(100), Duration.ofSeconds(10)),
                    Duration.ofSeconds(1),
                    "1s",
                    "what is spoken shorter is `too-short`, and deleted");
    static final StepKey<Character> FINISH =
            StepKey.usually("finish-key", Shapes.key(), '#', "`#`", "ends it");
    static final StepKey<Boolean> BEEP =
            StepKey.usually("beep", Shapes.yesNo(), true, "true", "a tone says when to speak");
    static final StepKey<Boolean> KEEP =
            StepKey.usually(
                    "keep",
                    Shapes.yesNo(),
                    true,
                    "true",
                    "what a caller has said who hangs up meanwhile is kept");
    static final StepKey<Optional<List<String>>> REVIEW =
            StepKey.optional(
                    "review",
                    Shapes.prompts(),
                    "asks whether it is good: 1 sends it, 2 plays it back, 3 records it anew;"
                            + " no key within 10 s sends it");
    static final StepKey<String> TOO_SHORT =
            StepKey.required(
                    "on.too-short", Shapes.unhurriedTarget(), "nothing was said, or too little");
    static final StepKey<String> FAILED =
            StepKey.required(
                    "on.failed", Shapes.target(), "it cannot be recorded now: disk or limit");

    private VoiceKeys() {}

    static VoiceNote note(StepReader step, Optional<String> box) {
        return new VoiceNote(
                box, step.get(LONGEST), step.get(SILENCE), step.get(SHORTEST), step.get(KEEP));
    }
}
