package zarang.ivr.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.script.VoiceNote;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;

/** The keys of verbs that record what the caller says. */
final class VoiceKeys {
    private static final StepKey<Duration> LONGEST =
            StepKey.usually(
                    "longest",
                    Shapes.span(Duration.ofSeconds(1), Duration.ofHours(1)),
                    Duration.ofMinutes(2),
                    "2m",
                    "ends it; what was said is kept");
    private static final StepKey<Duration> SILENCE =
            StepKey.usually(
                    "silence",
                    Shapes.span(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                    Duration.ofSeconds(5),
                    "5s",
                    "so long without a word ends it");
    private static final StepKey<Duration> SHORTEST =
            StepKey.usually(
                    "shortest",
                    Shapes.span(Duration.ofMillis(100), Duration.ofSeconds(10)),
                    Duration.ofSeconds(1),
                    "1s",
                    "what is spoken shorter is `too-short`, and deleted");
    private static final StepKey<Character> FINISH =
            StepKey.usually("finish-key", Shapes.key(), '#', "`#`", "ends it");
    private static final StepKey<Boolean> BEEP =
            StepKey.usually("beep", Shapes.yesNo(), true, "true", "a tone says when to speak");
    private static final StepKey<Boolean> KEEP =
            StepKey.usually(
                    "keep",
                    Shapes.yesNo(),
                    true,
                    "true",
                    "what a caller has said who hangs up meanwhile is kept");
    private static final StepKey<Optional<List<String>>> REVIEW =
            StepKey.optional(
                    "review",
                    Shapes.prompts(),
                    "asks whether it is good: 1 sends it, 2 plays it back, 3 records it anew;"
                            + " no key within 10 s sends it");
    private static final StepKey<String> TOO_SHORT =
            StepKey.required(
                    "on.too-short", Shapes.unhurriedTarget(), "nothing was said, or too little");
    private static final StepKey<String> FAILED =
            StepKey.required(
                    "on.failed", Shapes.target(), "it cannot be recorded now: disk or limit");

    private VoiceKeys() {}

    /** The keys of such a verb: its own, those that they have in common, and its outcomes. */
    static List<StepKey<?>> keys(List<StepKey<?>> own, StepKey<String> done) {
        List<StepKey<?>> keys = new ArrayList<>(own);
        keys.addAll(List.of(BEEP, LONGEST, SILENCE, SHORTEST, FINISH, KEEP, REVIEW));
        keys.addAll(List.of(done, TOO_SHORT, FAILED));
        return keys;
    }

    /**
     * Reads a step of such a verb.
     *
     * @param told what the caller hears before it speaks
     */
    static StepRun read(
            StepReader step,
            StepKey<List<String>> told,
            Optional<String> box,
            StepKey<String> done) {
        step.sets(Speaking.VARIABLES);
        return new Speaking(
                new Speaking.Wish(
                        step.get(told),
                        step.get(BEEP),
                        new VoiceNote(
                                box,
                                step.get(LONGEST),
                                step.get(SILENCE),
                                step.get(SHORTEST),
                                step.get(KEEP)),
                        step.get(FINISH),
                        step.get(REVIEW).orElse(List.of()),
                        new Speaking.Ends(step.get(done), step.get(TOO_SHORT), step.get(FAILED))));
    }
}
