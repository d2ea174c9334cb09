package zarang.ivr.verb;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.SameText;

/** {@code switch}: the way that a value chooses. */
final class SwitchVerb implements IvrVerb {
    private static final StepKey<Optional<Expression>> SWITCH =
            StepKey.required("switch", ValueShapes.expression(), "the value, compared as text");
    private static final StepKey<String> DEFAULT =
            StepKey.required(
                    "on.default", Shapes.target(), "every other value, and what is not known");
    private static final StepKey<Map<String, String>> ON =
            StepKey.required(
                    "on.*",
                    Shapes.each(
                            Shapes.target(),
                            Shapes.schema("minProperties", 2, "maxProperties", 50),
                            Set.of("default")),
                    "a value, such as `gold`");

    @Override
    public VerbTable table() {
        return new VerbTable("Goes the way that a value chooses.", SWITCH, ON, DEFAULT);
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        return new Run(step.get(SWITCH), FoldedKeys.of(step, ON), step.get(DEFAULT));
    }

    /**
     * @param value empty only in a script with a finding, which is never run
     * @param ways by the value as {@link SameText} folds it
     */
    private record Run(Optional<Expression> value, Map<String, String> ways, String otherwise)
            implements StepRun {
        @Override
        public Next enter(StepTools run) {
            String way = value.flatMap(run::value).map(ScriptValue::text).orElse("");
            return new Next.GoTo(ways.getOrDefault(SameText.folded(way), otherwise));
        }
    }
}
