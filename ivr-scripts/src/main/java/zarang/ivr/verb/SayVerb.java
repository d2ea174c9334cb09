package zarang.ivr.verb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.script.ScriptValue;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.SameText;
import zarang.ivr.variable.Variable;

/** {@code say}: the prompt that a variable chooses. */
final class SayVerb implements IvrVerb {
    private static final StepKey<String> DEFAULT =
            StepKey.required(
                    "say.default",
                    Shapes.prompt(),
                    "for every other value, and for callers of whom it is not known");
    private static final StepKey<Map<String, String>> BY_VALUE =
            StepKey.usually(
                    "say.*",
                    Shapes.each(Shapes.prompt(), Map.of("maxProperties", 50), Set.of("default")),
                    Map.of(),
                    "none",
                    "for a value, such as `gold: greet-gold`");
    private static final StepKey<Optional<Variable>> BY =
            StepKey.required(
                    "by", Shapes.variable("a variable such as member.tier"), "what chooses");
    private static final StepKey<Boolean> BARGE_IN =
            StepKey.usually("barge-in", Shapes.yesNo(), false, "false", "as for `play`");
    private static final StepKey<String> NEXT = StepKey.next();

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Plays the prompt that a variable chooses.", BY_VALUE, DEFAULT, BY, BARGE_IN, NEXT);
    }

    @Override
    public StepRun read(StepReader step) {
        // empty only in a script with a finding, which is never run
        Optional<Variable> by = step.get(BY);
        Map<String, String> byValue = FoldedKeys.of(step, BY_VALUE);
        String otherwise = step.get(DEFAULT);
        return new Playing(
                run -> List.of(prompt(by.flatMap(run::value), byValue, otherwise)),
                step.get(BARGE_IN),
                step.get(NEXT));
    }

    private static String prompt(
            Optional<ScriptValue> value, Map<String, String> byValue, String otherwise) {
        return value.map(ScriptValue::text)
                .map(text -> byValue.getOrDefault(SameText.folded(text), otherwise))
                .orElse(otherwise);
    }
}
