package zarang.ivr.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.speech.Speech;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;

/**
 * The run of the verbs that say a value: the prompts before it, the value, the prompts after it. Of
 * a value that is not known, or that is nothing to be said, none of them is heard.
 *
 * @param unknown where the flow goes on then
 */
record SpokenValue(Playing playing, Optional<String> unknown) implements StepRun {
    private static final StepKey<List<String>> BEFORE =
            StepKey.usually("before", Shapes.prompts(), List.of(), "none", "heard before it");
    private static final StepKey<List<String>> AFTER =
            StepKey.usually("after", Shapes.prompts(), List.of(), "none", "heard after it");
    private static final StepKey<Boolean> BARGE_IN =
            StepKey.usually("barge-in", Shapes.yesNo(), false, "false", "as for `play`");
    private static final StepKey<Optional<String>> UNKNOWN =
            StepKey.optional(
                    "unknown",
                    Shapes.target(),
                    "where the flow goes on if the value is not known; otherwise it goes on at"
                            + " `next`, without these prompts");
    private static final StepKey<String> NEXT = StepKey.next();

    /** Puts a value into words; nothing where it is none that can be said. */
    @FunctionalInterface
    interface Saying {
        List<String> say(ScriptValue value, Speech speech);
    }

    /** The table of such a verb: its own keys, and those that they have in common. */
    static VerbTable table(String meaning, StepKey<?>... own) {
        List<StepKey<?>> keys = new ArrayList<>(List.of(own));
        keys.addAll(List.of(BEFORE, AFTER, BARGE_IN, UNKNOWN, NEXT));
        return new VerbTable(meaning, keys, List.of());
    }

    /** Reads the keys that these verbs have in common. */
    static StepRun read(StepReader step, Optional<Expression> value, Saying saying) {
        List<String> before = step.get(BEFORE);
        List<String> after = step.get(AFTER);
        Playing playing =
                new Playing(
                        run -> sentence(before, said(value, saying, run), after),
                        step.get(BARGE_IN),
                        step.get(NEXT));
        return new SpokenValue(playing, step.get(UNKNOWN));
    }

    private static List<String> said(Optional<Expression> value, Saying saying, StepTools run) {
        Optional<ScriptValue> known = value.flatMap(run::value);
        return known.isPresent()
                ? run.speech().map(speech -> saying.say(known.get(), speech)).orElse(List.of())
                : List.of();
    }

    private static List<String> sentence(
            List<String> before, List<String> said, List<String> after) {
        List<String> sentence = new ArrayList<>();
        if (!said.isEmpty()) {
            sentence.addAll(before);
            sentence.addAll(said);
            sentence.addAll(after);
        }
        return sentence;
    }

    @Override
    public Next enter(StepTools run) {
        return unknown.isPresent() && playing.prompts().apply(run).isEmpty()
                ? new Next.GoTo(unknown.get())
                : playing.enter(run);
    }

    @Override
    public Next on(ScriptEvent event, StepTools run) {
        return playing.on(event, run);
    }

    @Override
    public Next onDigit(char digit, StepTools run) {
        return playing.onDigit(digit, run);
    }
}
