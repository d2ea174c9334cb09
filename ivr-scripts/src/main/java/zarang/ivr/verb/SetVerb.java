package zarang.ivr.verb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/** {@code set}: variables, each to what an expression is worth. */
final class SetVerb implements IvrVerb {
    private static final StepKey<Map<String, Optional<Expression>>> SET =
            StepKey.required(
                    "set.*",
                    Shapes.each(
                            ValueShapes.expression(),
                            Shapes.schema("minProperties", 1, "maxProperties", 20),
                            Set.of()),
                    "a variable of this flow, and what it is set to. All are calculated before the"
                            + " first is set. What is not known makes the variable unknown");
    private static final StepKey<String> NEXT = StepKey.next();

    @Override
    public VerbTable table() {
        return new VerbTable("Sets variables.", SET, NEXT);
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        Map<Variable, Expression> all = new LinkedHashMap<>();
        step.get(SET)
                .forEach((name, expression) ->
                        step.sets(SET, name)
                                .ifPresent(variable ->
                                        expression.ifPresent(value -> {
                                            check(step, variable, value);
                                            all.put(variable, value);
                                        })));
        return new Run(all, step.get(NEXT));
    }

    private static void check(StepReader step, Variable variable, Expression value) {
        boolean money =
                variable.type() == VariableType.MONEY && value.type() == VariableType.NUMBER;
        if (variable.type() != value.type() && !money) {
            step.refuse(
                    SET,
                    FlowRule.BAD_EXPRESSION,
                    "'"
                            + variable.name()
                            + "' is a "
                            + variable.type().word()
                            + ", and '"
                            + value
                            + "' a "
                            + value.type().word());
        } else if (value.secret() && !variable.secret()) {
            step.refuse(
                    SET,
                    FlowRule.TELLS_SECRET,
                    "'" + variable.name() + "' would tell a secret; declare it with secret: true");
        }
    }

    private record Run(Map<Variable, Expression> all, String next) implements StepRun {
        @Override
        public Next enter(StepTools run) {
            Map<Variable, Optional<ScriptValue>> values = new LinkedHashMap<>();
            all.forEach((variable, expression) -> values.put(variable, run.value(expression)));
            values.forEach((variable, value) ->
                    value.ifPresentOrElse(
                            known -> run.set(variable, known), () -> run.forget(variable)));
            return new Next.GoTo(next);
        }
    }
}
