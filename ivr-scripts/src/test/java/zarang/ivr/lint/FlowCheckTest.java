package zarang.ivr.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowCheckTest {
    static final Path PROMPTS = Path.of("prompts");
    private static final FlowCheck CHECK = new FlowCheck();
    private static final LintScope SCOPE =
            new LintScope(
                    Optional.of(Set.of("sales", "support")),
                    Optional.of(KnownPrompts.scan(PROMPTS, Set.of("fa"), WavProbe.NONE)));

    @ParameterizedTest
    @ValueSource(strings = {"broken-shape", "broken-sense", "broken-ways"})
    void everythingWrongWithAScriptIsSaidAtOnceInPlainWords(String name) throws IOException {
        FlowReport report = CHECK.check(name + ".yaml", resource(name + ".yaml"), SCOPE);
        assertThat(report.ok()).isFalse();
        assertThat(ReportText.text(List.of(report))).isEqualTo(resource(name + ".txt"));
    }

    @Test
    void shippedHotlineIsGoodInBothLanguagesWithTheShippedPrompts() {
        LintScope scope =
                new LintScope(
                        Optional.of(Set.of("sales")),
                        Optional.of(KnownPrompts.scan(PROMPTS, Set.of("fa", "en"), WavProbe.NONE)));
        FlowReport report = CHECK.check(Path.of("scripts/hotline.yaml"), scope);
        assertThat(report.findings()).isEmpty();
        assertThat(ReportText.text(List.of(report)))
                .isEqualTo("scripts/hotline.yaml: good: flow hotline, 10 steps\n");
    }

    @Test
    void scriptOfTheDesignIsUnderstood() {
        String script =
                """
                flow: design
                language: fa
                start: identify
                steps:
                  identify:
                    lookup: member
                    on: {found: greet, unknown: menu, timeout: menu, error: menu}
                  greet:
                    say: {gold: prompts/greet-gold, silver: prompts/greet-silver, default: prompts/greet}
                    by: member.tier
                    next: menu
                  menu:
                    menu: prompts/main-menu
                    digits: {first-within: 5s, between: 2s, barge-in: true}
                    tries: {no-input: 2, no-match: 2, total: 3}
                    on: {"1": sales, "2": balance, "0": sales, no-input: sales, no-match: sales}
                  balance: {say-points: member.points, next: menu}
                  sales:
                    queue: sales
                    on: {answered: bye, full: bye, max-wait: bye, no-agents: bye, left-by-key: menu}
                  bye: {hang-up: }
                """;
        assertThat(CHECK.check("design.yaml", script, SCOPE).findings()).isEmpty();
    }

    @Test
    void exampleInTheHandbookIsGood() throws IOException {
        String handbook = Files.readString(Path.of("../docs/IVR.md"));
        String example = handbook.split("```yaml\n", 2)[1].split("```", 2)[0];
        assertThat(CHECK.check("docs/IVR.md", example, SCOPE).findings()).isEmpty();
    }

    @Test
    void numbersThatOnlyTheSchemaTakesForNumbersAreRefused() {
        String script =
                """
                flow: t
                language: fa
                start: a
                steps:
                  a: {say-number: 0x10, next: b}
                  b: {queue: q, leave-key: 0x1, on: {answered: c, full: c, max-wait: c, no-agents: c, left-by-key: c}}
                  c: {hang-up: }
                """;
        assertThat(CHECK.check("t.yaml", script, LintScope.NONE).findings())
                .extracting(Object::toString)
                .containsExactly(
                        "t.yaml:5:19: steps.a.say-number: found 'x10' at 2, expected an operator such as"
                                + " = or and",
                        "t.yaml:6:28: steps.b.leave-key: found 0x1, expected one key");
    }

    @Test
    void mutilatedScriptsNeverThrow() throws IOException {
        long seed = 1404;
        Random random = new Random(seed);
        List<String> parts =
                List.of(
                        "{", "}", "[", "]", ":", ",", " ", "\n", "\"", "on", "next", "0x1", "5",
                        "menu", "-");
        String good = Files.readString(Path.of("scripts/hotline.yaml"));
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(text.length() - 5);
                text.replace(at, at + random.nextInt(5), parts.get(random.nextInt(parts.size())));
            }
            assertThat(CHECK.check("x.yaml", text.toString(), SCOPE))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plya: greet, t.yaml:5:7: steps.a.plya: unknown key; did you mean 'play'?",
        "sing: x, 't.yaml:5:7: steps.a.sing: unknown key, expected one verb, such as play, menu or"
                + " queue (docs/IVR-VERBS.md has them all)'"
    })
    void unknownVerbIsOneFinding(String verb, String finding) {
        String script =
                "flow: t\nlanguage: fa\nstart: a\nsteps:\n  a: {%s, next: b}\n  b: {hang-up: }\n"
                        .formatted(verb);
        assertThat(CHECK.check("t.yaml", script, SCOPE).findings())
                .extracting(Object::toString)
                .containsExactly(finding);
    }

    /** Nothing runs of such a script, and its author mends all of it in one go. */
    @Test
    void mistakeInTheYamlHidesNoOtherFinding() {
        String script =
                """
                flow: t
                language: fa
                start: a
                steps:
                  a: {play: greet, next: b}
                  b: {queue: slaes, on: {answered: c, full: c, max-wait: c, no-agents: d}}
                  c: {hang-up: }
                  c: {goto: a}
                """;
        assertThat(CHECK.check("t.yaml", script, SCOPE).findings())
                .extracting(Object::toString)
                .containsExactly(
                        "t.yaml:6:14: steps.b.queue: there is no queue 'slaes'; did you mean 'sales'?",
                        "t.yaml:6:72: steps.b.on.no-agents: there is no step 'd'; did you mean 'a'?",
                        "t.yaml:8:3: steps.c: is given twice, first in line 7");
        assertThat(
                        CHECK.check(
                                        "t.yaml",
                                        script.replace("language: fa", "language: farsi")
                                                .replace("  c: {goto: a}", "  e: {play: \"x}"),
                                        SCOPE)
                                .findings())
                .extracting(Object::toString)
                .as("a quote that is not closed: what stands before it")
                .containsExactly(
                        "t.yaml:2:11: language: found 'farsi', expected a language such as fa or en",
                        "t.yaml:8:13: the quote that opens here is never closed");
    }

    @Test
    void missingStartIsOneFinding() {
        String script = "flow: t\nlanguage: fa\nsteps:\n  a: {goto: b}\n  b: {hang-up: }\n";
        assertThat(CHECK.check("t.yaml", script, SCOPE).findings())
                .extracting(Object::toString)
                .containsExactly("t.yaml:1:1: start: is missing, expected the name of a step");
    }

    @Test
    void scriptWithMoreMistakesThanAreShownIsRefused() {
        StringBuilder text = new StringBuilder("flow: t\nlanguage: fa\nstart: s0\nsteps:\n");
        for (int i = 0; i < 400; i++) {
            text.append("  s").append(i).append(": {menu: 5, on: 7}\n");
        }
        FlowReport report = CHECK.check("x.yaml", text.toString(), SCOPE);
        assertThat(report.ok()).isFalse();
        assertThat(report.findings().getLast().message()).contains("more findings");
    }

    @Test
    void fileThatIsNoYamlOrNotThereIsAFinding() {
        assertThat(CHECK.check("x.yaml", "a: [", SCOPE).findings()).hasSize(1);
        assertThat(CHECK.check(Path.of("no-such.yaml"), SCOPE).findings().toString())
                .contains("no-such.yaml:1:1: there is no such file");
    }

    @Test
    void languageWithoutPromptsOrNumbersIsToldOnce() {
        String script =
                """
                flow: t
                language: tr
                start: a
                steps:
                  a: {say-number: 5, next: b}
                  b: {hang-up: }
                """;
        assertThat(CHECK.check("t.yaml", script, SCOPE).findings().toString())
                .contains("t.yaml:5:6: steps.a: numbers cannot be spoken in language tr");
        assertThat(CHECK.check("t.yaml", script, LintScope.NONE).findings()).hasSize(1);
    }

    @Test
    void reportIsJsonToo() {
        FlowReport report = CHECK.check("a \"b\".yaml", "flow: \u0001", LintScope.NONE);
        assertThat(ReportText.json(List.of(report)))
                .isEqualTo(
                        """
                        [{"file":"a \\"b\\".yaml","ok":false,"findings":[{"file":"a \\"b\\".yaml","line":1,"column":7,"key":"","severity":"error","rule":"yaml-syntax","message":"the character U+0001 is not allowed"}]}]
                        """);
        FlowReport good = CHECK.check(Path.of("scripts/hotline.yaml"), SCOPE);
        assertThat(ReportText.json(List.of(good)))
                .isEqualTo(
                        "[{\"file\":\"scripts/hotline.yaml\",\"ok\":true,\"flow\":\"hotline\",\"findings\":[]}]\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FlowCheckTest.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
