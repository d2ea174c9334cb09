package zarang.ivr.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.NumberToRing;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;
import zarang.yaml.YamlNode;

/** Whom a step rings: a number as it stands in the flow, or a variable that holds one. */
public sealed interface Dialled {
    /** The number now; empty while the variable holds none. */
    Optional<NumberToRing> number(StepTools run);

    /** As it is written. */
    record Written(String number) implements Dialled {
        @Override
        public Optional<NumberToRing> number(StepTools run) {
            return Optional.of(new NumberToRing(number, false));
        }
    }

    /** In a variable; what the caller pressed leads to extensions alone. */
    record Held(Variable variable) implements Dialled {
        @Override
        public Optional<NumberToRing> number(StepTools run) {
            return run.value(variable)
                    .filter(value -> !value.text().isEmpty())
                    .map(value ->
                            new NumberToRing(value.text(), value instanceof ScriptValue.Digits));
        }
    }

    /** One of these, or a list of 1 to 16. */
    static Shape<List<Dialled>> shape() {
        Map<String, Object> one =
                Shapes.schema(
                        "type",
                        List.of("string", "integer"),
                        "pattern",
                        "^[A-Za-z0-9+*#._-]{1,64}$",
                        Shapes.EXPECTED,
                        "a number to dial, in quotes, or a variable");
        return new Shape<>(
                Shapes.schema(
                        Shapes.EXPECTED,
                        "a number to dial, in quotes, or a variable; or a list of 1 to 16",
                        "anyOf",
                        List.of(
                                one,
                                Shapes.schema(
                                        "type",
                                        "array",
                                        "minItems",
                                        1,
                                        "maxItems",
                                        16,
                                        "items",
                                        one))),
                "number in quotes, or variable; or list of 1 to 16",
                List.of(),
                (node, known) -> Optional.of(read(node, known)),
                (path, all, notes) ->
                        all.forEach(each -> {
                            if (each instanceof Held(Variable variable)) {
                                notes.speaks(variable);
                            }
                        }));
    }

    private static List<Dialled> read(YamlNode node, Map<String, Variable> known) {
        List<Dialled> all = new ArrayList<>();
        for (String written : node.texts()) {
            Variable variable = known.get(written);
            all.add(variable == null ? new Written(written) : new Held(variable));
        }
        return all;
    }
}
