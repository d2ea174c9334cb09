package zarang.ivr.step;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zarang.ivr.expression.Expression;
import zarang.ivr.expression.Template;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/** The shapes of keys that speak of variables, or set them. */
public final class ValueShapes {
    private ValueShapes() {}

    /**
     * A value that is calculated when the step is reached: a number, a variable, or an expression
     * of them.
     *
     * @param types it may have; none for any
     */
    public static Shape<Optional<Expression>> expression(VariableType... types) {
        String words =
                types.length == 0
                        ? "expression"
                        : Arrays.stream(types)
                                .map(VariableType::word)
                                .collect(Collectors.joining(" or "));
        return new Shape<>(
                Shapes.defined("expression"),
                words + ", such as " + Expressions.example(types),
                Optional.empty(),
                (node, known) -> Optional.of(Expressions.read(node, known, types)),
                (path, expression, notes) ->
                        expression.ifPresent(e -> e.variables().forEach(notes::speaks)));
    }

    /** A text that may have expressions in braces: {@code order {order}}. */
    public static Shape<Optional<Template>> template(int lengthMax) {
        return new Shape<>(
                Shapes.schema(
                        "type",
                        List.of("string", "number", "boolean"),
                        "maxLength",
                        lengthMax,
                        Shapes.EXPECTED,
                        "a text of up to " + lengthMax + " characters"),
                "text with `{expression}` places, up to " + lengthMax + " characters, such as a",
                Optional.empty(),
                (node, known) -> Optional.of(Expressions.template(node, known)),
                (path, template, notes) ->
                        template.ifPresent(t -> t.variables().forEach(notes::speaks)));
    }

    /**
     * The name of a variable that the step sets, of one of these types; empty where there is none
     * such, which is a finding.
     */
    public static Shape<Optional<Variable>> into(VariableType... types) {
        String words =
                Arrays.stream(types).map(VariableType::word).collect(Collectors.joining(" or "));
        return new Shape<>(
                Shapes.schema(
                        "type", "string", Shapes.EXPECTED, "the name of a variable of this flow"),
                "variable that holds " + words,
                Optional.empty(),
                (node, known) -> Optional.of(Expressions.into(node, known, List.of(types))),
                (path, variable, notes) -> variable.ifPresent(v -> notes.sets(List.of(v))));
    }
}
