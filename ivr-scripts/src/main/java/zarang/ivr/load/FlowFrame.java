package zarang.ivr.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import zarang.ivr.expression.Expression;
import zarang.ivr.model.FlowLimits;
import zarang.ivr.step.Shapes;
import zarang.ivr.variable.VariableType;

/** The part of the schema that is the same whatever verbs there are. */
final class FlowFrame {
    private static final String NAME = "^[a-z0-9][a-z0-9-]{0,31}$";
    private static final String VARIABLE =
            "^(?!(and|or|not|in|default|true|false)$)[a-z][a-z0-9]*(-[a-z0-9]+)*$";

    private FlowFrame() {}

    /** Of a whole flow, without the definitions. */
    static Map<String, Object> schema() {
        return Shapes.schema(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "title",
                "A Zarang flow",
                "type",
                "object",
                "additionalProperties",
                false,
                "required",
                List.of("flow", "language", "start", "steps"),
                "properties",
                properties());
    }

    private static Map<String, Object> properties() {
        return Shapes.schema(
                "flow",
                Shapes.defined("name"),
                "title",
                Shapes.schema("type", "string", "maxLength", 200),
                "language",
                Shapes.schema(
                        "type",
                        "string",
                        "pattern",
                        "^[a-z]{2,3}$",
                        Shapes.EXPECTED,
                        "a language such as fa or en"),
                "start",
                Shapes.defined("target"),
                "on-error",
                Shapes.defined("target"),
                "on-hang-up",
                Shapes.defined("target"),
                "limits",
                limits(),
                "params",
                declared(),
                "variables",
                declared(),
                "results",
                names("the names of variables that are given back", VARIABLE),
                "outcomes",
                names("the outcomes that 'return' can name, such as [done, failed]", NAME),
                "steps",
                Shapes.schema(
                        "type",
                        "object",
                        "minProperties",
                        1,
                        "maxProperties",
                        500,
                        "propertyNames",
                        Shapes.schema(
                                "pattern",
                                NAME,
                                Shapes.EXPECTED,
                                "1 to 32 small letters, digits or dashes"),
                        "additionalProperties",
                        Shapes.defined("step")));
    }

    private static Map<String, Object> declared() {
        Map<String, Object> type =
                Shapes.schema(
                        "enum",
                        VariableType.words(),
                        Shapes.EXPECTED,
                        "a type: " + String.join(", ", VariableType.words()));
        Map<String, Object> whole =
                Shapes.schema(
                        "type",
                        "object",
                        "required",
                        List.of("type"),
                        "additionalProperties",
                        false,
                        "properties",
                        Shapes.schema(
                                "type",
                                type,
                                "default",
                                Shapes.schema("type", List.of("string", "number", "boolean")),
                                "secret",
                                Shapes.defined("yes-no")));
        return Shapes.schema(
                "type",
                "object",
                "maxProperties",
                50,
                "propertyNames",
                Shapes.schema(
                        "pattern",
                        VARIABLE,
                        Shapes.EXPECTED,
                        "a name of small letters, digits and dashes that begins with a letter"),
                "additionalProperties",
                Shapes.schema("if", Map.of("type", "object"), "then", whole, "else", type));
    }

    private static Map<String, Object> names(String expected, String pattern) {
        return Shapes.schema(
                "type",
                "array",
                "minItems",
                1,
                "maxItems",
                20,
                Shapes.EXPECTED,
                expected,
                "items",
                text(pattern, expected));
    }

    private static Map<String, Object> limits() {
        return Shapes.schema(
                "type",
                "object",
                "additionalProperties",
                false,
                "properties",
                Shapes.schema(
                        "steps",
                        Shapes.schema(
                                "type", "integer", "minimum", 1, "maximum", FlowLimits.STEPS_MAX),
                        "time",
                        Shapes.defined("duration"),
                        "idle",
                        Shapes.defined("duration"),
                        "apology",
                        Shapes.defined("prompt"),
                        "closing",
                        Shapes.defined("prompt")));
    }

    /** What the shapes of keys are made of. */
    static SequencedMap<String, Object> definitions() {
        SequencedMap<String, Object> all = new LinkedHashMap<>();
        all.put("name", text(NAME, "a name of 1 to 32 small letters, digits or dashes"));
        all.put(
                "target",
                Shapes.schema(
                        "type", "string", "minLength", 1, Shapes.EXPECTED, "the name of a step"));
        all.put(
                "prompt",
                text(
                        "^[a-z0-9][a-z0-9-]{0,31}(/[a-z0-9][a-z0-9-]{0,31}){0,3}$",
                        "the name of a prompt such as main-menu: small letters, digits, dashes"));
        all.put(
                "prompts",
                Shapes.schema(
                        Shapes.EXPECTED,
                        "a prompt such as main-menu, or a list of 1 to 20 prompts",
                        "anyOf",
                        List.of(
                                Shapes.defined("prompt"),
                                Shapes.schema(
                                        "type",
                                        "array",
                                        "minItems",
                                        1,
                                        "maxItems",
                                        20,
                                        "items",
                                        Shapes.defined("prompt")))));
        all.put(
                "duration",
                text("^[0-9]{1,9} ?(ms|s|m|h|d)$", "a duration such as 150ms, 5s or 2m"));
        all.put("yes-no", Map.of("type", "boolean"));
        all.put(
                "expression",
                Shapes.schema(
                        "type",
                        List.of("string", "number", "boolean"),
                        "minLength",
                        1,
                        "maxLength",
                        Expression.LENGTH_MAX,
                        Shapes.EXPECTED,
                        "a number, a variable or an expression of them"));
        return all;
    }

    private static Map<String, Object> text(String pattern, String expected) {
        return Shapes.schema("type", "string", "pattern", pattern, Shapes.EXPECTED, expected);
    }
}
