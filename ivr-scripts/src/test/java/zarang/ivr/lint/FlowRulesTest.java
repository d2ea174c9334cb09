package zarang.ivr.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.rule.FlowRule;
import zarang.yaml.Finding;
import zarang.yaml.FindingRule;
import zarang.yaml.YamlRule;

/**
 * Every rule has a script that breaks it, named after it, and the words that an admin then reads
 * beside it. They are written anew into {@code target/rules} for copying.
 */
class FlowRulesTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/zarang/ivr/lint/rules");
    private static final FlowCheck CHECK = new FlowCheck();
    private static final LintScope SCOPE =
            new LintScope(
                    Optional.of(Set.of("sales", "support")),
                    Optional.of(
                            KnownPrompts.scan(
                                    FlowCheckTest.PROMPTS,
                                    Set.of("fa"),
                                    wav ->
                                            wav.endsWith("goodbye.wav")
                                                    ? Optional.of("is no sound")
                                                    : Optional.empty())),
                    Optional.of(Map.of()),
                    Optional.of(Set.of("office")),
                    Optional.of(Set.of("crm")));

    /** Nothing that one script alone can break: tested below, and in ScriptShelfTest. */
    private static final Set<FindingRule> ELSEWHERE =
            Set.of(YamlRule.TOO_MANY, FlowRule.DUPLICATE_FLOW, FlowRule.NUMBER_WITHOUT_FLOW);

    static Stream<String> rules() {
        return ReportSarif.rules().stream()
                .filter(rule -> !ELSEWHERE.contains(rule))
                .map(FindingRule::id);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void scriptThatBreaksARuleIsToldSoWithThePlaceAndWhatToWrite(String rule) throws IOException {
        FlowReport report = example(rule);
        String said = ReportText.text(List.of(report));
        Files.createDirectories(Path.of("target/rules"));
        Files.writeString(Path.of("target/rules", rule + ".txt"), said);
        assertThat(report.ok()).isFalse();
        assertThat(report.findings()).extracting(Finding::rule).contains(rule);
        assertThat(said).isEqualTo(Files.readString(EXAMPLES.resolve(rule + ".txt")));
    }

    @Test
    void everyExampleIsOfARule() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(new TreeSet<>(files.map(f -> f.getFileName().toString()).toList()))
                    .containsExactlyInAnyOrderElementsOf(
                            rules().flatMap(r -> Stream.of(r + ".yaml", r + ".txt")).toList());
        }
    }

    @Test
    void moreFindingsThanAreShownIsAFindingItself() {
        FlowReport report = CHECK.check("t.yaml", "a: 1\n".repeat(300), LintScope.NONE);
        assertThat(report.findings().getLast().rule()).isEqualTo(YamlRule.TOO_MANY.id());
    }

    @Test
    void twoFlowsOfOneNameInAFolderAreRefused(@TempDir Path folder) throws IOException {
        String flow = "flow: t\nlanguage: fa\nstart: a\nsteps:\n  a: {hang-up: }\n";
        Files.writeString(folder.resolve("a.yaml"), flow);
        Files.writeString(folder.resolve("b.yaml"), flow);
        assertThat(FlowFolder.check(folder, CHECK, LintScope.NONE))
                .flatExtracting(FlowReport::findings)
                .extracting(Finding::rule)
                .containsExactly(FlowRule.DUPLICATE_FLOW.id());
    }

    @Test
    void flowsThatComeToCallThemselvesAreRefused(@TempDir Path folder) throws IOException {
        calling(folder, "a", "b");
        calling(folder, "b", "c");
        calling(folder, "c", "b");
        calling(folder, "d", "d");
        assertThat(FlowFolder.check(folder, CHECK, LintScope.NONE))
                .flatExtracting(FlowReport::findings)
                .extracting(Finding::message)
                .containsExactly(
                        "comes back to this flow, one call deeper each round, and 8 is the deepest:"
                                + " b > c > b; let it return, and go on by its outcome",
                        "comes back to this flow, one call deeper each round, and 8 is the deepest:"
                                + " c > b > c; let it return, and go on by its outcome",
                        "comes back to this flow, one call deeper each round, and 8 is the deepest:"
                                + " d > d; let it return, and go on by its outcome");
    }

    @Test
    void oneFileIsCheckedAmongItsNeighboursAndTellsOfItselfAlone(@TempDir Path folder)
            throws IOException {
        calling(folder, "a", "b");
        calling(folder, "b", "c");
        calling(folder, "c", "b");
        assertThat(said(folder, "b"))
                .singleElement()
                .asString()
                .contains("b.yaml:6:13: steps.a.call: comes back to this flow")
                .contains(": b > c > b;");
        assertThat(said(folder, "a")).as("it is in no circle itself").isEmpty();
        Files.copy(folder.resolve("a.yaml"), folder.resolve("a2.yaml"));
        assertThat(said(folder, "a"))
                .singleElement()
                .asString()
                .endsWith(
                        "flow: is the name of the flow in " + folder.resolve("a2.yaml") + ", too");
        assertThat(said(folder, "a", "c")).hasSize(2);
    }

    private static List<Finding> said(Path folder, String... names) throws IOException {
        List<Path> files = Stream.of(names).map(name -> folder.resolve(name + ".yaml")).toList();
        List<FlowReport> reports = FlowFolder.among(files, CHECK, LintScope.NONE);
        assertThat(reports)
                .extracting(FlowReport::file)
                .isEqualTo(files.stream().map(Path::toString).toList());
        return reports.stream().flatMap(report -> report.findings().stream()).toList();
    }

    private static void calling(Path folder, String name, String called) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                """
                flow: %s
                language: fa
                start: a
                outcomes: [x]
                steps:
                  a: {call: %s, on: {x: b}}
                  b: {return: x}
                """
                        .formatted(name, called));
    }

    @Test
    void idsAreStableWords() {
        assertThat(ReportSarif.rules())
                .extracting(FindingRule::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][a-z0-9.-]*"));
    }

    @Test
    void timeOfDayStaysTextWhereTextIsWanted() {
        String flow = "flow: t\ntitle: 21:00\nlanguage: fa\nstart: a\nsteps:\n  a: {hang-up: }\n";
        assertThat(CHECK.check("t.yaml", flow, LintScope.NONE).flow().orElseThrow().title())
                .isEqualTo("21:00");
    }

    @Test
    void sarifOfAllExamplesHoldsToItsSchemaAndNamesRuleAndPlace() throws IOException {
        List<FlowReport> reports = rules().map(FlowRulesTest::example).toList();
        String sarif = ReportSarif.sarif(reports);
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                                .getSchema(resource("sarif-schema-2.1.0.json"), InputFormat.JSON)
                                .validate(sarif, InputFormat.JSON))
                .isEmpty();
        JsonNode run = JsonMapper.builder().build().readTree(sarif).path("runs").path(0);
        JsonNode first = run.path("results").path(0);
        assertThat(run.path("results").size())
                .isEqualTo(reports.stream().mapToInt(r -> r.findings().size()).sum());
        for (JsonNode result : run.path("results")) {
            JsonNode rule = run.at("/tool/driver/rules").path(result.path("ruleIndex").asInt(-1));
            assertThat(rule.path("id").asString()).isEqualTo(result.path("ruleId").asString());
        }
        assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri").asString())
                .isEqualTo("src/test/resources/zarang/ivr/lint/rules/unreadable.yaml");
    }

    @Test
    void sarifNamesAFileWhateverItIsCalled() {
        FlowReport report = CHECK.check("a b/پ\"<%>.yaml", "", LintScope.NONE);
        assertThat(ReportSarif.sarif(List.of(report)))
                .contains("\"a%20b/%D9%BE%22%3C%25%3E.yaml\"");
    }

    private static FlowReport example(String rule) {
        return CHECK.check(EXAMPLES.resolve(rule + ".yaml"), SCOPE);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FlowRulesTest.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
