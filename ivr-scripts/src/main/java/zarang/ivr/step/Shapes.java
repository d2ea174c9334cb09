package zarang.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.variable.Variable;
import zarang.yaml.Nearest;
import zarang.yaml.Spans;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/** The shapes that the values of keys have. Several name a definition of the flow's schema. */
public final class Shapes {
    /** What an admin reads in a finding; see {@link zarang.yaml.YamlSchema}. */
    public static final String EXPECTED = "x-expected";

    /** The pattern of a name that the configuration has. */
    public static final String NAME_OF_HOUSE = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}";

    private static final String PROMPT_FOLDER = "prompts/";

    private Shapes() {}

    /** {@code prompts/main-menu} and {@code main-menu} are the same prompt. */
    public static String promptName(String written) {
        return written.startsWith(PROMPT_FOLDER)
                ? written.substring(PROMPT_FOLDER.length())
                : written;
    }

    /**
     * A step, to which the flow can come at once. The verb gets the exit that leads there, for
     * {@link Next.GoTo}: a run must know which of two exits to one step was taken.
     */
    public static Shape<String> target() {
        return target(true);
    }

    /** The same, where the flow comes there after the caller had time to act. */
    public static Shape<String> unhurriedTarget() {
        return target(false);
    }

    private static Shape<String> target(boolean quick) {
        return new Shape<>(
                defined("target"),
                "step",
                "",
                (node, known) -> node.text(),
                (path, target, notes) -> notes.exit(path, target, quick),
                (path, target) -> path);
    }

    public static Shape<String> prompt() {
        return new Shape<>(
                defined("prompt"),
                "prompt",
                "",
                (node, known) -> node.text().map(Shapes::promptName),
                (path, prompt, notes) -> notes.prompt(prompt));
    }

    /** A prompt, or a list of them; played in turn. */
    public static Shape<List<String>> prompts() {
        return new Shape<>(
                defined("prompts"),
                "prompt, or list of 1 to 20",
                List.of(),
                (node, known) ->
                        Optional.of(node.texts().stream().map(Shapes::promptName).toList()),
                (path, prompts, notes) -> prompts.forEach(notes::prompt));
    }

    /** The name of a queue; whether there is one is checked later. */
    public static Shape<String> queue() {
        return named(StepName.Kind.QUEUE, "queue");
    }

    /** The name of a calendar; whether there is one is checked later. */
    public static Shape<String> calendar() {
        return named(StepName.Kind.CALENDAR, "calendar");
    }

    private static Shape<String> named(StepName.Kind kind, String word) {
        return new Shape<>(
                schema(
                        "type",
                        "string",
                        "pattern",
                        "^" + NAME_OF_HOUSE + "$",
                        EXPECTED,
                        "the name of a " + word),
                word,
                "",
                (node, known) -> node.text(),
                (path, name, notes) -> notes.name(new StepName(kind, path, name)));
    }

    /** The name of something that the configuration has. */
    public static Shape<String> configured(String expected) {
        return text(expected, NAME_OF_HOUSE);
    }

    /** The name of a secret; whether there is one is checked later. */
    public static Shape<String> secret() {
        Shape<String> name = configured("the name of a secret");
        return new Shape<>(
                name.schema(),
                name.words(),
                name.standIn(),
                name::read,
                (path, secret, notes) ->
                        notes.name(new StepName(StepName.Kind.SECRET, path, secret)));
    }

    /** A name of 1 to 32 letters and digits, or a number in quotes. */
    public static Shape<String> name(String expected) {
        return plain(
                schema(
                        "type",
                        "string",
                        "pattern",
                        "^[A-Za-z0-9+][A-Za-z0-9._-]{0,31}$",
                        EXPECTED,
                        expected),
                expected,
                "",
                YamlNode::text);
    }

    public static Shape<Boolean> yesNo() {
        return plain(defined("yes-no"), "`true` or `false`", false, YamlNode::bool);
    }

    /** A span of time within both limits. */
    public static Shape<Duration> span(Duration min, Duration max) {
        return plain(
                defined("duration"),
                Spans.write(min) + " to " + Spans.write(max),
                min,
                node -> node.duration(min, max));
    }

    /** A whole number within both limits. */
    public static Shape<Integer> count(int min, int max) {
        return plain(
                schema("type", "integer", "minimum", min, "maximum", max),
                min + " to " + max,
                min,
                node -> node.integer(min, max));
    }

    /** One key of the telephone. */
    public static Shape<Character> key() {
        return plain(
                schema(
                        "type",
                        List.of("string", "integer"),
                        "pattern",
                        "^[0-9*#A-D]$",
                        "minimum",
                        0,
                        "maximum",
                        9,
                        EXPECTED,
                        "one key of 0-9, *, #, A-D"),
                "one key of 0–9, `*`, `#`, A–D",
                '*',
                node -> node.parsed("one key", Shapes::oneKey));
    }

    /** A hexadecimal key is a number to the schema, and no key. */
    private static Optional<Character> oneKey(String written) {
        return written.length() == 1 ? Optional.of(written.charAt(0)) : Optional.empty();
    }

    /** One of these words, as it is written. */
    public static Shape<String> oneOf(String... words) {
        Map<String, String> all = new LinkedHashMap<>();
        List.of(words).forEach(word -> all.put(word, word));
        return choice(all, words[0]);
    }

    /** One of these words, and what each stands for. */
    public static <T> Shape<T> choice(Map<String, T> byWord, T standIn) {
        return plain(
                schema("enum", List.copyOf(byWord.keySet())),
                code(byWord.keySet()),
                standIn,
                node -> node.text().map(written -> byWord.getOrDefault(written, standIn)));
    }

    /** Nothing, or one of these words. */
    public static <T> Shape<T> nothingOr(Map<String, T> byWord, T nothing) {
        return plain(
                schema(
                        "enum",
                        withNull(byWord.keySet()),
                        EXPECTED,
                        "nothing, or one of " + String.join(", ", byWord.keySet())),
                "nothing, or " + code(byWord.keySet()),
                nothing,
                node ->
                        isNothing(node)
                                ? Optional.of(nothing)
                                : node.text().map(w -> byWord.getOrDefault(w, nothing)));
    }

    /** Nothing stands after it. */
    public static Shape<Boolean> nothing(String verb) {
        return plain(
                schema(
                        "enum",
                        Arrays.asList(null, true),
                        EXPECTED,
                        "nothing after '" + verb + ":'"),
                "nothing",
                true,
                node -> Optional.of(true));
    }

    /** The name of a variable; empty where there is none of that name, which is a finding. */
    public static Shape<Optional<Variable>> variable(String expected) {
        return new Shape<>(
                schema("type", "string", EXPECTED, expected),
                expected,
                Optional.empty(),
                (node, known) -> Optional.of(known(node, known)),
                (path, variable, notes) -> variable.ifPresent(notes::speaks));
    }

    private static Optional<Variable> known(YamlNode node, Map<String, Variable> known) {
        Optional<String> written = node.text();
        Optional<Variable> variable = written.map(known::get);
        if (written.isPresent() && variable.isEmpty()) {
            node.refuse(
                    FlowRule.NO_SUCH_VARIABLE,
                    "there is no variable '"
                            + written.get()
                            + "'"
                            + Nearest.hint(written.get(), known.keySet()));
        }
        return variable;
    }

    /** A word of small letters, digits and dashes, such as the name of a flow. */
    public static Shape<String> word(String expected) {
        return plain(
                schema(
                        "type",
                        "string",
                        "pattern",
                        "^[a-z0-9][a-z0-9-]{0,31}$",
                        EXPECTED,
                        expected + ": small letters, digits, dashes"),
                expected + ", such as name",
                "",
                YamlNode::text);
    }

    /**
     * A text of one form.
     *
     * @param pattern that the whole text has
     */
    public static Shape<String> text(String expected, String pattern) {
        return plain(
                schema("type", "string", "pattern", "^(" + pattern + ")$", EXPECTED, expected),
                expected,
                "",
                YamlNode::text);
    }

    /**
     * Any names beside those that have keys of their own, all of one shape: the key's path ends in
     * {@code .*}.
     *
     * @param object what the schema of the whole object says beside its properties
     * @param others the names that have keys of their own
     */
    public static <T> Shape<Map<String, T>> each(
            Shape<T> item, Map<String, Object> object, Set<String> others) {
        Map<String, Object> schema = new LinkedHashMap<>(object);
        schema.put("additionalProperties", item.schema());
        return new Shape<>(
                schema,
                item.words() + " for each",
                Map.of(),
                (node, known) -> Optional.of(items(node, known, item, others)),
                (path, all, notes) -> {
                    String parent = path.substring(0, path.length() - 1);
                    all.forEach((name, value) -> item.note(parent + name, value, notes));
                },
                (path, all) -> handed(path.substring(0, path.length() - 1), all, item));
    }

    private static <T> Map<String, T> handed(String parent, Map<String, T> all, Shape<T> item) {
        Map<String, T> handed = new LinkedHashMap<>();
        all.forEach((name, value) -> handed.put(name, item.hand(parent + name, value)));
        return handed;
    }

    private static <T> Map<String, T> items(
            YamlNode node, Map<String, Variable> known, Shape<T> item, Set<String> others) {
        Map<String, T> all = new LinkedHashMap<>();
        if (node instanceof YamlMap map) {
            map.values()
                    .forEach((name, value) -> {
                        if (!others.contains(name)) {
                            item.read(value, known).ifPresent(read -> all.put(name, read));
                        }
                    });
        }
        return all;
    }

    private static <T> Shape<T> plain(
            Map<String, Object> schema,
            String words,
            T standIn,
            Function<YamlNode, Optional<T>> reading) {
        return new Shape<>(
                schema,
                words,
                standIn,
                (node, known) -> reading.apply(node),
                (path, value, notes) -> {});
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.NOTHING;
    }

    private static String code(Set<String> words) {
        return String.join(", ", words.stream().map(word -> "`" + word + "`").toList());
    }

    private static List<Object> withNull(Set<String> words) {
        List<Object> all = new ArrayList<>();
        all.add(null);
        all.addAll(words);
        return all;
    }

    /** The schema of a definition of the flow's schema. */
    public static Map<String, Object> defined(String name) {
        return schema("$ref", "#/$defs/" + name);
    }

    /** A JSON Schema, in the order in which it is written: key, value, key, value. */
    public static Map<String, Object> schema(Object... keysAndValues) {
        Map<String, Object> schema = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            schema.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return schema;
    }
}
