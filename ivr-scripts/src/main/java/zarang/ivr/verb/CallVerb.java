package zarang.ivr.verb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.SubFlowCall;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.Variable;

/** {@code call}: goes through another flow, and comes back with its outcome. */
final class CallVerb implements IvrVerb {
    private static final StepKey<String> CALL =
            StepKey.required("call", Shapes.word("a flow"), "the other flow");
    private static final StepKey<Map<String, Optional<Expression>>> WITH =
            StepKey.usually(
                    "with.*",
                    Shapes.each(
                            ValueShapes.expression(), Shapes.schema("maxProperties", 20), Set.of()),
                    Map.of(),
                    "none",
                    "a parameter of that flow, and what it is given");
    private static final StepKey<Map<String, String>> TAKE =
            StepKey.usually(
                    "take.*",
                    Shapes.each(
                            Shapes.word("a result of that flow"),
                            Shapes.schema("maxProperties", 20),
                            Set.of()),
                    Map.of(),
                    "none",
                    "a variable of this flow, and the result of that flow which it takes");
    private static final StepKey<Map<String, String>> ON =
            StepKey.required(
                    "on.*",
                    Shapes.each(
                            Shapes.target(),
                            Shapes.schema("minProperties", 1, "maxProperties", 20),
                            Set.of()),
                    "an outcome of that flow");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Goes through another flow, with what it is given, and goes on by the outcome that"
                        + " it returns. The versions of both are those that were in front when the"
                        + " call began.",
                CALL,
                WITH,
                TAKE,
                ON);
    }

    @Override
    public StepRun read(StepReader step) {
        Map<String, Expression> with = new LinkedHashMap<>();
        step.get(WITH).forEach((name, given) -> given.ifPresent(e -> with.put(name, e)));
        Map<Variable, String> take = new LinkedHashMap<>();
        step.get(TAKE)
                .forEach((name, result) ->
                        step.sets(TAKE, name).ifPresent(into -> take.put(into, result)));
        Map<String, String> on = step.get(ON);
        String flow = step.get(CALL);
        step.calls(
                new SubFlowCall(
                        flow,
                        with.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey, each -> each.getValue().type())),
                        take,
                        on.keySet()));
        return new Run(flow, with, take, on);
    }

    private record Run(
            String flow,
            Map<String, Expression> with,
            Map<Variable, String> take,
            Map<String, String> on)
            implements StepRun {
        @Override
        public Next enter(StepTools run) {
            Map<String, ScriptValue> given = new LinkedHashMap<>();
            with.forEach(
                    (name, value) -> run.value(value).ifPresent(known -> given.put(name, known)));
            return new Next.Call(flow, given, take, on);
        }
    }
}
