package zarang.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.loop.VirtualLoop;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.yaml.Finding;

class FlowTestsTest {
    private static final FlowCheck CHECK = new FlowCheck();
    private static final TestFileReader READER = new TestFileReader(ZoneId.of("Asia/Tehran"));
    private static final FlowTests TESTS = new FlowTests(TrialHouse.plain(), new VirtualLoop());

    private static final String MENU =
            """
            flow: t
            language: fa
            start: ask
            steps:
              ask: {lookup: member, on: {found: m, unknown: m, timeout: late, error: end}}
              late: {play: late, next: end}
              m:
                menu: main
                digits: {first-within: 5s}
                sorry: {no-input: sorry}
                on: {"1": q, "2": end, no-input: end, no-match: end}
              q:
                queue: sales
                announce: connecting
                leave-key: "*"
                on: {answered: bye, full: full, max-wait: end, no-agents: end, left-by-key: m}
              full: {play: full, next: end}
              bye: {play: bye, next: end}
              end: {hang-up: }
            """;

    private static FlowReport flow(String text) {
        FlowReport report = CHECK.check("t.yaml", text, LintScope.NONE);
        assertThat(report.findings()).isEmpty();
        return report;
    }

    private static TestReport run(String flow, String tests) {
        return TESTS.tests(List.of(flow(flow)), List.of(READER.read("t.test.yaml", tests)));
    }

    /** Runs one test of these lines, and gives what is wrong. */
    private static List<String> given(String given, String... lines) {
        StringBuilder file = new StringBuilder("tests:\n  t:\n");
        file.append("    given: {").append(given).append("}\n    lines:\n");
        List.of(lines).forEach(line -> file.append("      - ").append(line).append('\n'));
        return run(MENU, file.toString()).findings().stream().map(Finding::toString).toList();
    }

    private static List<String> lines(String... lines) {
        return given("", lines);
    }

    @Test
    void wholeCallIsHeardAndEndsAsItsTestSays() {
        assertThat(
                        given(
                                "member: {tier: gold, points: 12.5}",
                                "hears main",
                                "press 1",
                                "expect input m 1",
                                "expect queue sales gold priority",
                                "hears connecting",
                                "wait 2h",
                                "agent answers",
                                "wait 10m",
                                "agent hangs up",
                                "hears bye",
                                "expect variable member.points = 12.50",
                                "expect variable member.tier = \"gold\"",
                                "expect hang-up normal-clearing"))
                .isEmpty();
    }

    @Test
    void callerMayHangUpAnywhereAndNothingMoreIsHeard() {
        assertThat(lines("press 1 during main", "expect queue", "hangs up")).isEmpty();
        assertThat(lines("hears main", "hangs up", "hears sorry"))
                .containsExactly(
                        "t.test.yaml:7:9: t: expected to hear sorry; the caller has hung up");
        assertThat(lines("hangs up", "press 1"))
                .containsExactly("t.test.yaml:6:9: t: expected to press 1; the caller has hung up");
    }

    @Test
    void somethingElseThanExpectedIsNamedWithPlaceAndTranscript() {
        TestReport report =
                run(
                        MENU,
                        """
                        tests:
                          silent caller is not asked again:
                            - hears main
                            - hears bye
                        """);
        assertThat(report.ok()).isFalse();
        assertThat(TestReportText.text(report))
                .startsWith(
                        """
                        t.test.yaml:4:7: silent caller is not asked again: expected to hear bye, heard sorry
                                0.000  ask                start -> ask
                                0.000  ask                ask member
                                0.000  ask                answer: unknown
                                0.000  ask                answer
                                0.000  m                  on.unknown -> m
                                0.000  m                  hears main
                                6.001  m                  hears sorry
                          > hears bye
                        t.test.yaml: 1 test, 1 failed
                        coverage of t: 2 of 7 steps, 1 of 16 outcomes
                          steps never reached: late, q, full, bye, end
                          outcomes never taken: ask on.error, ask on.found, ask on.timeout, m on.no-input, m on.no-match, m on.1, m on.2
                        """);
    }

    @Test
    void keyExactlyAtTheTimeOutWinsAndOneAfterItDoesNot() {
        assertThat(lines("hears main", "press 1 at 5s", "expect queue sales")).isEmpty();
        assertThat(lines("hears main", "press 1 at 5.002s", "expect input m 1")).isEmpty();
        assertThat(lines("hears main sorry main", "press 1 at 5.002s"))
                .containsExactly(
                        "t.test.yaml:6:9: t: expected to press 1; the script has ended the call");
        assertThat(lines("hears main", "wait 2s", "press 1 at 1s"))
                .containsExactly(
                        "t.test.yaml:7:9: t: expected to press 1.000s after the last thing that was"
                                + " heard or pressed, which is 2.000s ago");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    full      | full
                    max-wait  |
                    no-agents |
                    answered  | bye
                    """)
    void everyEndOfAQueueIsALine(String outcome, String heard) {
        assertThat(
                        lines(
                                "press 1",
                                "queue " + outcome,
                                heard == null ? "expect hang-up" : "hears " + heard))
                .isEmpty();
    }

    @Test
    void keyThatLeavesTheQueueLeadsWhereTheScriptSaysButNotInATalk() {
        assertThat(lines("press 1", "expect queue", "press *", "hears main")).isEmpty();
        assertThat(lines("press 1", "agent answers", "press *", "wait 1m", "hears main"))
                .containsExactly(
                        "t.test.yaml:9:9: t: expected to hear main; the script waits: say how that"
                                + " ends, with queue and one of answered, full, max-wait, no-agents,"
                                + " closed, left-by-key");
    }

    @ParameterizedTest
    @CsvSource({"unknown, main", "timeout, late", "'{tier: gold}', main", "error, ''"})
    void memberIsWhoTheTestSays(String member, String heard) {
        assertThat(
                        given(
                                "member: " + member,
                                heard.isEmpty() ? "expect hang-up" : "hears " + heard))
                .isEmpty();
    }

    @Test
    void servicesAnswerInTurnAndByStepBeforeService() {
        String flow =
                MENU.replace(
                                "late: {play: late, next: end}",
                                "late: {menu: late, on: {\"1\": ask, no-input: ask, no-match:"
                                        + " ask}}")
                        .replace("error: end", "error: full");
        String tests =
                """
                given:
                  answers: {ask: [timeout, error], member: found}
                tests:
                  t: [hears late, press 1, hears full, expect hang-up]
                """;
        assertThat(run(flow, tests).findings()).isEmpty();
    }

    @Test
    void dotsStandForAnyPromptsAndNoneIsSkippedWithoutThem() {
        assertThat(lines("hears ... sorry main", "hears ... full"))
                .containsExactly(
                        "t.test.yaml:6:9: t: expected to hear full; the script has ended the call");
        assertThat(lines("hears sorry"))
                .containsExactly("t.test.yaml:5:9: t: expected to hear sorry, heard main");
    }

    @Test
    void expectationsThatFailSayWhatWasFound() {
        assertThat(lines("press 1", "expect queue support"))
                .containsExactly("t.test.yaml:6:9: t: expected queue support, found queue sales");
        assertThat(lines("expect input m 1"))
                .containsExactly(
                        "t.test.yaml:5:9: t: expected input m 1, found input m no-input; the script"
                                + " has ended the call");
        assertThat(lines("expect variable member.tier = gold"))
                .containsExactly(
                        "t.test.yaml:5:9: t: expected member.tier = gold, and it is not set,"
                                + " expected one of call.caller, call.date, call.dialled, member.outcome");
        assertThat(lines("expect step q"))
                .containsExactly(
                        "t.test.yaml:5:9: t: expected step q; the script has ended the call");
        assertThat(lines("press 2", "expect step end")).isEmpty();
    }

    @Test
    void stepsAndOutcomesThatNoTestReachedAreListed() {
        TestReport report =
                run(
                        MENU,
                        """
                        tests:
                          a: [press 1, queue full, expect hang-up]
                          b: {given: {member: timeout}, lines: [hears late]}
                        """);
        assertThat(report.ok()).isTrue();
        assertThat(report.coverage())
                .containsExactly(
                        new Coverage.OfFlow(
                                "t",
                                7,
                                16,
                                6,
                                List.of("bye"),
                                List.of(
                                        "ask on.error",
                                        "ask on.found",
                                        "m on.no-input",
                                        "m on.no-match",
                                        "m on.2",
                                        "q on.left-by-key",
                                        "q on.answered",
                                        "q on.max-wait",
                                        "q on.no-agents")));
        assertThat(TestReportText.json(report))
                .contains("\"ok\":true", "\"missing-steps\":[\"bye\"]", "\"test\":\"a\"");
    }

    @Test
    void testsOfAFlowThatIsNotThereOrHasFaultsAreRefused() {
        TestFile tests = READER.read("x.test.yaml", "flow: tt\ntests: {a: [wait 1s]}\n");
        assertThat(TESTS.tests(List.of(flow(MENU)), List.of(tests)).findings())
                .extracting(Finding::toString)
                .containsExactly("x.test.yaml:1:1: flow: there is no flow 'tt'; did you mean 't'?");
        FlowReport broken = CHECK.check("x.yaml", "flow: x\n", LintScope.NONE);
        TestFile beside = READER.read("x.test.yaml", "tests: {a: [wait 1s]}\n");
        assertThat(TESTS.tests(List.of(broken), List.of(beside)).findings())
                .extracting(Finding::toString)
                .contains(
                        "x.test.yaml:1:1: flow: the flow 'x' has faults; its tests cannot be run",
                        "x.yaml:1:1: start: is missing, expected the name of a step");
    }

    @Test
    void answerThatAStepNeverComesToIsAFindingAtItsPlace() {
        String tests =
                """
                given:
                  answers: {ask: [found, misplaced]}
                tests:
                  t:
                    given:
                      answers: {q: full, ask: unknwon}
                    lines: [hears main]
                """;
        assertThat(run(MENU, tests).findings())
                .extracting(Finding::toString)
                .anyMatch(f ->
                        f.startsWith("t.test.yaml:2:")
                                && f.contains("answers.ask: found 'misplaced', which lookup never"))
                .anyMatch(f -> f.startsWith("t.test.yaml:6:") && f.contains("'unknown'"))
                .hasSize(2);
    }
}
