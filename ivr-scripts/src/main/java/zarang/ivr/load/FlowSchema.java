package zarang.ivr.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.VerbTable;
import zarang.ivr.verb.IvrVerbs;

/**
 * Makes the JSON Schema (2020-12) of flows from the verbs' key tables: what scripts are checked
 * with, and what editors complete with.
 */
public final class FlowSchema {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String ONE_VERB =
            "one verb, such as play, menu or queue (docs/IVR-VERBS.md has them all)";

    private final List<VerbTable> verbs;

    private FlowSchema(IvrVerbs verbs) {
        this.verbs = verbs.all().stream().map(IvrVerb::table).toList();
    }

    /** The schema of flows that are written with these verbs. */
    public static String json(IvrVerbs verbs) {
        return JSON.writeValueAsString(new FlowSchema(verbs).schema()) + "\n";
    }

    private Map<String, Object> schema() {
        Map<String, Object> schema = FlowFrame.schema();
        SequencedMap<String, Object> definitions = FlowFrame.definitions();
        definitions.put("step", step());
        definitions.put("one-verb", Map.of("oneOf", eachVerb()));
        definitions.put("some-verb", Map.of("anyOf", eachVerb()));
        definitions.put("verbs", verbs());
        definitions.put("known-keys", knownKeys());
        verbs.forEach(verb -> definitions.put(verb.name(), verb(verb)));
        schema.put("$defs", definitions);
        return schema;
    }

    private static Map<String, Object> step() {
        return Shapes.schema(
                "type", "object", "if", Map.of("type", "object"), "then", Shapes.defined("verbs"));
    }

    private List<Object> eachVerb() {
        List<Object> each = new ArrayList<>();
        verbs.forEach(verb -> each.add(requires(verb)));
        return each;
    }

    private static Map<String, Object> requires(VerbTable verb) {
        return Map.of("required", List.of(verb.name()));
    }

    /** One verb; else a finding that says what is wrong: several, none, or a slip of the finger. */
    private Map<String, Object> verbs() {
        List<Object> each = new ArrayList<>();
        for (VerbTable verb : verbs) {
            each.add(Shapes.schema("if", requires(verb), "then", Shapes.defined(verb.name())));
        }
        Map<String, Object> none =
                Shapes.schema(
                        "if",
                        Shapes.defined("known-keys"),
                        "then",
                        refusal(ONE_VERB),
                        "else",
                        Shapes.defined("known-keys"));
        return Shapes.schema(
                "if",
                Shapes.defined("one-verb"),
                "then",
                Map.of("allOf", each),
                "else",
                Shapes.schema(
                        "if",
                        Shapes.defined("some-verb"),
                        "then",
                        refusal("one verb, not several"),
                        "else",
                        none));
    }

    private static Map<String, Object> refusal(String expected) {
        return Shapes.schema(Shapes.EXPECTED, expected, "oneOf", List.of(false));
    }

    private Map<String, Object> knownKeys() {
        Map<String, Object> keys = new LinkedHashMap<>();
        verbs.forEach(verb -> keys.put(verb.name(), true));
        for (VerbTable verb : verbs) {
            verb.keys().forEach(key -> keys.putIfAbsent(key.top(), true));
        }
        return Shapes.schema(
                Shapes.EXPECTED, ONE_VERB, "properties", keys, "additionalProperties", false);
    }

    private static Map<String, Object> verb(VerbTable verb) {
        Map<String, Object> schema = Shapes.schema("description", verb.meaning());
        schema.putAll(object(verb.keys(), 0));
        return schema;
    }

    /**
     * An object with the keys whose paths have this many parts before: the rest of each path is a
     * key of the object, or lies in an object below it.
     */
    private static Map<String, Object> object(List<StepKey<?>> keys, int depth) {
        SequencedMap<String, List<StepKey<?>>> byPart = new LinkedHashMap<>();
        keys.forEach(key ->
                byPart.computeIfAbsent(key.parts().get(depth), p -> new ArrayList<>()).add(key));
        List<StepKey<?>> anyOther = byPart.remove("*");
        Map<String, Object> object = new LinkedHashMap<>();
        if (depth > 0) {
            object.put("type", "object");
        }
        List<String> required =
                byPart.entrySet().stream()
                        .filter(entry -> isRequired(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        if (depth > 0 && anyOther == null && keys.getFirst().top().equals("on")) {
            object.put(Shapes.EXPECTED, outcomes(required));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        byPart.forEach((part, below) -> properties.put(part, property(below, depth)));
        object.put("properties", properties);
        if (anyOther == null) {
            object.put("additionalProperties", false);
        } else {
            object.putAll(anyOther.getFirst().shape().schema());
        }
        return object;
    }

    private static Map<String, Object> property(List<StepKey<?>> keys, int depth) {
        StepKey<?> first = keys.getFirst();
        return first.parts().size() == depth + 1 ? value(first) : object(keys, depth + 1);
    }

    private static Map<String, Object> value(StepKey<?> key) {
        Map<String, Object> schema = new LinkedHashMap<>(key.shape().schema());
        String usual = key.usually().isEmpty() ? "" : "; default: " + key.usually();
        schema.put("description", key.meaning() + " (" + key.shape().words() + usual + ")");
        return schema;
    }

    private static boolean isRequired(List<StepKey<?>> keys) {
        return keys.stream().anyMatch(StepKey::required);
    }

    /** The outcomes that each such step must lead on from. */
    private static String outcomes(List<String> required) {
        return "the outcomes "
                + String.join(", ", required.subList(0, required.size() - 1))
                + " and "
                + required.getLast();
    }
}
