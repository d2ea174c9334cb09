package zarang.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Says in plain words how a document breaks its schema. */
final class SchemaWords {
    private final JsonNode root;

    SchemaWords(JsonNode root) {
        this.root = root;
    }

    void say(Error error, YamlMap document, Findings findings) {
        SchemaTrace trace = SchemaTrace.of(root, error.getEvaluationPath());
        NodePath location = error.getInstanceLocation();
        if (!trace.union().isMissingNode()) {
            YamlNode node = find(document, location, trace.unionDepth());
            refuse(node, trace.union(), expectation(trace.union()), findings);
            return;
        }
        YamlNode node = find(document, location, location.getNameCount());
        JsonNode schema = trace.schema();
        switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties" ->
                    unknownKey(node, error.getProperty(), schema, findings);
            case "required", "dependentRequired" ->
                    missingKey(node, error.getProperty(), schema, findings);
            case "propertyNames" -> badName(node, error.getProperty(), schema, findings);
            case "type" -> refuse(node, schema, type(node, schema), findings);
            case "enum" -> refuse(node, schema, choice(node, schema), findings);
            case "minimum", "maximum" -> refuse(node, schema, range(schema, "imum"), findings);
            case "minLength", "maxLength" ->
                    refuse(node, schema, range(schema, "Length") + " characters", findings);
            case "minItems", "maxItems" ->
                    refuse(node, schema, range(schema, "Items") + " items", findings);
            case "minProperties", "maxProperties" ->
                    refuse(node, schema, range(schema, "Properties") + " keys", findings);
            case "uniqueItems" ->
                    refuse(node, schema, "a list in which nothing comes twice", findings);
            case "const" -> refuse(node, schema, schema.path("const").asString(), findings);
            case "pattern" -> {
                String pattern = schema.path("pattern").asString();
                refuse(node, schema, "text that matches " + pattern, findings);
            }
            default -> refuse(node, schema, "what '" + error.getKeyword() + "' allows", findings);
        }
    }

    private static String expectation(JsonNode schema) {
        return schema.path(YamlSchema.EXPECTED).asString("");
    }

    private static YamlNode find(YamlMap document, NodePath location, int depth) {
        YamlNode node = document;
        for (int i = 0; i < depth; i++) {
            YamlNode here = node;
            Object step = location.getElement(i);
            Optional<YamlNode> next =
                    switch (here) {
                        case YamlMap map -> map.get(step.toString());
                        case YamlList list when step instanceof Integer index ->
                                Optional.of(list.items().get(index));
                        case YamlList list -> Optional.empty();
                        case YamlScalar scalar -> Optional.empty();
                    };
            if (next.isEmpty()) {
                return here;
            }
            node = next.get();
        }
        return node;
    }

    /** What the schema itself says it expects comes before what can be said in general. */
    private static void refuse(YamlNode node, JsonNode schema, String expected, Findings findings) {
        String found = schema.path("writeOnly").asBoolean(false) ? "a value" : node.described();
        String own = expectation(schema);
        findings.error(
                node.place(),
                node.path(),
                "found "
                        + found
                        + ", expected "
                        + (own.isEmpty() ? expected : own)
                        + node.hint()
                        + trap(node, schema),
                trap(node, schema).isEmpty() ? node.ruleOfValue() : YamlRule.YAML_11);
    }

    /** What YAML 1.1 took for another thing than text, and many still do. */
    private static String trap(YamlNode node, JsonNode schema) {
        if (!(node instanceof YamlScalar scalar) || scalar.kind() != YamlScalar.Kind.TEXT) {
            return "";
        }
        String written = scalar.raw().toLowerCase(Locale.ROOT);
        if (schema.path("type").asString("").equals("boolean")) {
            return switch (written) {
                case "on", "yes", "y" -> "; to YAML 1.2 '" + scalar.raw() + "' is text: write true";
                case "off", "no", "n" ->
                        "; to YAML 1.2 '" + scalar.raw() + "' is text: write false";
                default -> "";
            };
        }
        return written.matches("[0-9]{1,2}(:[0-9]{2}){1,2}")
                ? "; to YAML 1.2 '" + scalar.raw() + "' is text and no number"
                : "";
    }

    private static void unknownKey(YamlNode node, String key, JsonNode schema, Findings findings) {
        if (node instanceof YamlMap map) {
            TreeSet<String> known = new TreeSet<>(schema.path("properties").propertyNames());
            String own = expectation(schema);
            String hint = Nearest.hint(key, known);
            findings.error(
                    map.keyPlace(key),
                    map.pathOf(key),
                    "unknown key"
                            + (hint.isEmpty() && !own.isEmpty() ? ", expected " + own : hint)
                            + Signs.hint(key),
                    YamlRule.UNKNOWN_KEY);
        }
    }

    private void missingKey(YamlNode node, String key, JsonNode schema, Findings findings) {
        JsonNode wanted = schema.path("properties").path(key);
        if (wanted.has("$ref") && !wanted.has(YamlSchema.EXPECTED)) {
            wanted = root.at(wanted.path("$ref").asString("#").substring(1));
        }
        String own = expectation(wanted);
        String type = own.isEmpty() ? types(wanted) : own;
        findings.error(
                node.place(),
                node.pathOf(key),
                "is missing" + (type.isEmpty() ? "" : ", expected " + type),
                YamlRule.MISSING_KEY);
    }

    private static void badName(YamlNode node, String key, JsonNode schema, Findings findings) {
        if (node instanceof YamlMap map) {
            String expected = expectation(schema.path("propertyNames"));
            String own = expected.isEmpty() ? expectation(schema) : expected;
            findings.error(
                    map.keyPlace(key),
                    map.pathOf(key),
                    "is no name for this"
                            + (own.isEmpty() ? "" : ", expected " + own)
                            + Signs.hint(key),
                    YamlRule.BAD_NAME);
        }
    }

    private static String type(YamlNode node, JsonNode schema) {
        String types = types(schema);
        boolean number =
                node instanceof YamlScalar scalar
                        && scalar.kind() != YamlScalar.Kind.TEXT
                        && scalar.kind() != YamlScalar.Kind.NOTHING;
        return number && types.equals("text")
                ? "text; put it in quotes: \"" + node.described() + "\""
                : types;
    }

    private static String types(JsonNode schema) {
        JsonNode type = schema.path("type");
        List<String> words = new ArrayList<>();
        if (type.isArray()) {
            type.forEach(t -> words.add(word(t.asString())));
        } else if (type.isString()) {
            words.add(word(type.asString()));
        }
        return String.join(" or ", words);
    }

    private static String word(String type) {
        return switch (type) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "keys and values";
            default -> "nothing";
        };
    }

    private static String choice(YamlNode node, JsonNode schema) {
        List<String> choices = new ArrayList<>();
        schema.path("enum").forEach(c -> choices.add(c.asString()));
        String written = node instanceof YamlScalar scalar ? scalar.raw() : "";
        String meant =
                Nearest.to(written, choices).map(c -> "; did you mean '" + c + "'?").orElse("");
        return (choices.size() == 1 ? "" : "one of ") + String.join(", ", choices) + meant;
    }

    private static String range(JsonNode schema, String what) {
        JsonNode min = schema.path("min" + what);
        JsonNode max = schema.path("max" + what);
        if (min.isMissingNode()) {
            return "at most " + max.asString();
        }
        return max.isMissingNode()
                ? "at least " + min.asString()
                : min.asString() + " to " + max.asString();
    }
}
