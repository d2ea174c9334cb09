package zarang.ivr.verb;

import java.util.Optional;
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
import zarang.ivr.variable.VariableType;

/** {@code if}: one of two ways. */
final class IfVerb implements IvrVerb {
    private static final StepKey<Optional<Expression>> IF =
            StepKey.required(
                    "if",
                    ValueShapes.expression(VariableType.YES_NO),
                    "the condition; what is not known does not hold");
    private static final StepKey<String> THEN =
            StepKey.required("then", Shapes.target(), "it holds");
    private static final StepKey<String> ELSE =
            StepKey.required("else", Shapes.target(), "it does not");

    @Override
    public VerbTable table() {
        return new VerbTable("Goes one of two ways.", IF, THEN, ELSE);
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        return new Run(step.get(IF), step.get(THEN), step.get(ELSE));
    }

    /**
     * @param condition empty only in a script with a finding, which is never run
     */
    private record Run(Optional<Expression> condition, String then, String otherwise)
            implements StepRun {
        @Override
        public Next enter(StepTools run) {
            boolean holds = condition.filter(rule -> rule.holds(run::value)).isPresent();
            return new Next.GoTo(holds ? then : otherwise);
        }
    }
}
