package zarang.ivr.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import zarang.ivr.load.FlowLoader;
import zarang.ivr.load.FlowSchema;
import zarang.ivr.load.LoadedFlow;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.VariableType;

/** The key tables, and what is made from them. */
class VerbTablesTest {
    private static final IvrVerbs VERBS = IvrVerbs.found();

    /** What stands for any name, where not every name will do. */
    private static final Map<String, String> NAMES =
            Map.of("set.*", "number", "take.*", "text", "with.*", "order");

    /** To make it anew: copy what the failure says. */
    @Test
    void schemaThatEditorsUseSaysWhatTheTablesSay() throws IOException {
        isMade("flow.schema.json", Path.of("scripts"), FlowSchema.json(VERBS));
    }

    @Test
    void referenceSaysWhatTheTablesSay() throws IOException {
        isMade("IVR-VERBS.md", Path.of("..", "docs"), VerbPages.text(VERBS));
    }

    private static void isMade(String file, Path folder, String text) throws IOException {
        Path made = Path.of("target", file);
        Files.createDirectories(made.getParent());
        Files.writeString(made, text);
        assertThat(folder.resolve(file))
                .as("cp ivr-scripts/target/%s to %s", file, folder)
                .content()
                .isEqualTo(text);
    }

    @Test
    void everyVerbIsToldInTheHandbookAndNoKeyIsThereTwice() throws IOException {
        String handbook = handbook();
        for (IvrVerb verb : VERBS.all()) {
            VerbTable table = verb.table();
            assertThat(handbook).contains("`" + table.name());
            Set<String> paths = new HashSet<>();
            assertThat(table.keys()).as(table.name()).allMatch(key -> paths.add(key.path()));
            assertThat(table.keys()).extracting(StepKey::meaning).doesNotContain("");
        }
    }

    /** What people have written, without the reference that is made. */
    private static String handbook() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> pages = Files.list(Path.of("..", "docs"))) {
            for (Path page : pages.filter(VerbTablesTest::isWritten).sorted().toList()) {
                text.append(Files.readString(page));
            }
        }
        return text.toString();
    }

    private static boolean isWritten(Path page) {
        String name = page.getFileName().toString();
        return name.endsWith(".md") && !name.equals("IVR-VERBS.md");
    }

    static List<String> verbs() {
        return VERBS.all().stream().map(verb -> verb.table().name()).toList();
    }

    /** A step with every key that its verb's table has. */
    @ParameterizedTest
    @MethodSource("verbs")
    void everyKeyIsAllowedAndEveryOutcomeIsAWayOutOfTheStep(String name) {
        VerbTable table =
                VERBS.all().stream()
                        .map(IvrVerb::table)
                        .filter(t -> t.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        Map<String, Object> step = new LinkedHashMap<>();
        Set<String> outcomes = new TreeSet<>();
        for (StepKey<?> key : table.keys()) {
            String path = key.path().replace("*", NAMES.getOrDefault(key.path(), "1"));
            write(
                    step,
                    path,
                    ODD.getOrDefault(
                            key.path(), sample(key.shape().schema(), key.shape().words())));
            if (key.shape().schema().toString().contains("#/$defs/target")) {
                outcomes.add(path);
            }
        }
        Map<String, Object> flow = new LinkedHashMap<>();
        flow.put("flow", "t");
        flow.put("language", "fa");
        flow.put("start", "s");
        flow.put("variables", variables());
        flow.put("steps", Map.of("s", step));
        String text = JsonMapper.builder().build().writeValueAsString(flow);
        FlowLoader.Result result = new FlowLoader(VERBS).load("t.yaml", text);
        assertThat(result).isInstanceOf(FlowLoader.Result.Loaded.class);
        LoadedFlow loaded = ((FlowLoader.Result.Loaded) result).flow();
        assertThat(loaded.findings().list()).as(text).isEmpty();
        assertThat(Objects.requireNonNull(loaded.steps().get("s")).exits().keySet())
                .as(text)
                .containsExactlyInAnyOrderElementsOf(outcomes);
    }

    /** What only the verb itself can say of a value. */
    private static final Map<String, Object> ODD =
            Map.of("webhook", "https://crm.example/x", "callback-key", 1, "skills.*", 3);

    /** A variable of each type, named after it. */
    private static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        VariableType.words().forEach(type -> variables.put(type, type));
        return variables;
    }

    @SuppressWarnings("unchecked")
    private static void write(Map<String, Object> step, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            step.put(path, value);
        } else {
            write(
                    (Map<String, Object>)
                            step.computeIfAbsent(
                                    path.substring(0, dot), p -> new LinkedHashMap<>()),
                    path.substring(dot + 1),
                    value);
        }
    }

    /** A value that holds to a shape. */
    private static Object sample(Map<String, Object> schema, String words) {
        if (schema.get("enum") instanceof List<?> choices) {
            return Objects.requireNonNull(choices.getLast());
        }
        if (schema.containsKey("minimum")) {
            return Objects.requireNonNull(schema.get("minimum"));
        }
        return switch (String.valueOf(schema.get("$ref"))) {
            case "#/$defs/yes-no" -> true;
            case "#/$defs/duration" -> words.substring(0, words.indexOf(' '));
            default -> {
                String one = words.replace(" for each", "");
                yield one.substring(one.lastIndexOf(' ') + 1).replace("20", "p");
            }
        };
    }
}
