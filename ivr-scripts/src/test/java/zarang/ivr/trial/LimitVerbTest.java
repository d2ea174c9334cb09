package zarang.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.yaml.Finding;

/** Scripts that count tries: every outcome, whose tries count, and what a step must say. */
class LimitVerbTest {
    private static final FlowCheck CHECK = new FlowCheck();
    private static final String PIN =
            """
            flow: t
            language: fa
            start: count
            steps:
              count:
                limit: pin
                of: call.caller
                on: {allowed: ask, too-many: locked, unknown: nobody, error: sorry}
              ask: {play: ask, next: forget}
              forget: {limit: pin, of: call.caller, clear: true, on: {allowed: good, error: sorry}}
              good: {play: good, next: end}
              locked: {play: locked, next: end}
              nobody: {play: nobody, next: end}
              sorry: {play: sorry, next: end}
              end: {hang-up: }
            """;

    private static List<String> given(String given, String... lines) {
        FlowReport report = CHECK.check("t.yaml", PIN, LintScope.NONE);
        assertThat(report.findings()).isEmpty();
        StringBuilder file = new StringBuilder("tests:\n  t:\n");
        file.append("    given: {").append(given).append("}\n    lines:\n");
        List.of(lines).forEach(line -> file.append("      - ").append(line).append('\n'));
        TestFileReader reader = new TestFileReader(ZoneId.of("Asia/Tehran"));
        return new FlowTests(TrialHouse.plain(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                        .tests(
                                List.of(report),
                                List.of(reader.read("t.test.yaml", file.toString())))
                        .findings()
                        .stream()
                        .map(Finding::toString)
                        .toList();
    }

    @Test
    void everyOutcomeLeadsWhereItSays() {
        assertThat(given("answers: {limit: allowed}", "hears ask good")).isEmpty();
        assertThat(given("answers: {limit: too-many}", "hears locked")).isEmpty();
        assertThat(given("answers: {limit: error}", "hears sorry")).isEmpty();
        assertThat(given("answers: {limit: timeout}", "hears sorry")).isEmpty();
        assertThat(given("answers: {limit: [allowed, error]}", "hears ask sorry")).isEmpty();
    }

    @Test
    void triesOfACallerWithoutANumberAreNobodys() {
        assertThat(given("caller: withheld, answers: {limit: allowed}", "hears nobody")).isEmpty();
    }

    @Test
    void stepThatCountsMustSayWhatIsWhenThereWereTooMany() {
        assertThat(findings(PIN.replace("too-many: locked, ", "")))
                .anyMatch(finding -> finding.contains("lacks the outcome too-many"));
        assertThat(findings(PIN.replace("unknown: nobody, ", "")))
                .anyMatch(finding -> finding.contains("lacks the outcome unknown"));
        assertThat(findings(PIN.replace("limit: pin, of", "limit: pin, within: 31d, of")))
                .anyMatch(finding -> finding.contains("expected a duration from 1s to 30d"));
    }

    private static List<String> findings(String flow) {
        return CHECK.check("t.yaml", flow, LintScope.NONE).findings().stream()
                .map(Finding::toString)
                .toList();
    }
}
