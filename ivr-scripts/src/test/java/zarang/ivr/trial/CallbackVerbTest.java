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

/** Asking to be called back, by a step and by a key in a queue. */
class CallbackVerbTest {
    private static final FlowTests TESTS = new FlowTests(TrialHouse.plain(), new VirtualLoop());
    private static final TestFileReader READER = new TestFileReader(ZoneId.of("Asia/Tehran"));

    private static final String STEP =
            """
            flow: t
            language: fa
            start: ask
            variables: {typed: digits}
            steps:
              ask: {collect: number, into: typed, on: {digits: book, no-input: mine, no-match: mine}}
              book:
                callback: sales
                number: typed
                note: "about {call.dialled}"
                on: {booked: yes-step, already: again, no-number: none, full: full, error: no}
              mine: {callback: sales, on: {booked: yes-step, no-number: none, error: no}}
              yes-step: {play: booked, next: end}
              again: {play: again, next: end}
              none: {play: none, next: end}
              full: {play: full, next: end}
              no: {play: sorry, next: end}
              end: {hang-up: }
            """;

    private static final String QUEUE =
            """
            flow: t
            language: fa
            start: q
            on-hang-up: usual
            steps:
              q:
                queue: sales
                announce: connecting
                leave-key: "*"
                callback-key: "2"
                on:
                  answered: bye
                  full: end
                  max-wait: end
                  no-agents: end
                  left-by-key: menu
                  callback-booked: booked
                  abandoned: missed
              bye: {play: bye, next: end}
              menu: {play: menu, next: end}
              booked: {play: booked, next: end}
              missed: {callback: sales, on: {booked: end, no-number: end, error: end}}
              usual: {lookup: member, on: {found: end, unknown: end, timeout: end, error: end}}
              end: {hang-up: }
            """;

    private static List<String> findings(String flow) {
        return new FlowCheck()
                .check("t.yaml", flow, LintScope.NONE).findings().stream()
                        .map(Finding::toString)
                        .toList();
    }

    private static List<String> run(String flow, String answer, String... lines) {
        StringBuilder file = new StringBuilder("tests:\n  t:\n    given: {answers: ");
        file.append(answer).append("}\n    lines:\n");
        List.of(lines).forEach(line -> file.append("      - ").append(line).append('\n'));
        FlowReport report = new FlowCheck().check("t.yaml", flow, LintScope.NONE);
        assertThat(report.findings()).isEmpty();
        return TESTS
                .tests(List.of(report), List.of(READER.read("t.test.yaml", file.toString())))
                .findings()
                .stream()
                .map(Finding::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "booked, booked",
        "already, again",
        "no-number, none",
        "full, full",
        "timeout, sorry",
        "error, sorry"
    })
    void eachOutcomeHasItsWay(String answer, String heard) {
        assertThat(
                        run(
                                STEP,
                                "{book: " + answer + "}",
                                "press 09121234567# during number",
                                "expect ask callback",
                                "hears " + heard,
                                "expect hang-up"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"already, booked", "full, sorry"})
    void outcomesThatAreLeftOutGoWithTheirLike(String answer, String heard) {
        assertThat(run(STEP, "{mine: " + answer + "}", "hears number number " + heard)).isEmpty();
    }

    @Test
    void keyInTheQueueBooksAndLeaves() {
        assertThat(
                        run(
                                QUEUE,
                                "{callback: booked}",
                                "expect queue sales",
                                "press 2",
                                "expect ask callback",
                                "hears booked",
                                "expect hang-up"))
                .isEmpty();
        assertThat(run(QUEUE, "{callback: already}", "expect queue", "press 2", "hears booked"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"no-number", "full", "error", "timeout"})
    void whoCannotBeCalledBackWaitsOn(String answer) {
        assertThat(
                        run(
                                QUEUE,
                                "{callback: " + answer + "}",
                                "expect queue sales",
                                "press 2",
                                "expect ask callback",
                                "expect queue sales",
                                "wait 1m",
                                "agent answers",
                                "agent hangs up",
                                "hears bye"))
                .isEmpty();
    }

    @Test
    void neitherKeyMeansAnythingInATalkAndTheOtherKeyStillLeavesTheQueue() {
        assertThat(
                        run(
                                QUEUE,
                                "{callback: booked}",
                                "expect queue",
                                "agent answers",
                                "press 2",
                                "press *",
                                "agent hangs up",
                                "hears bye"))
                .isEmpty();
        assertThat(
                        run(
                                QUEUE,
                                "{callback: error}",
                                "expect queue",
                                "press 2",
                                "press *",
                                "hears menu"))
                .isEmpty();
    }

    @Test
    void whoHangsUpWhileWaitingGoesTheQueuesOwnWay() {
        assertThat(
                        run(
                                QUEUE,
                                "{missed: booked}",
                                "expect queue",
                                "wait 1m",
                                "hangs up",
                                "expect ask callback"))
                .isEmpty();
        assertThat(
                        run(
                                QUEUE,
                                "{callback: booked}",
                                "expect queue",
                                "press *",
                                "hangs up",
                                "expect ask member"))
                .isEmpty();
    }

    @Test
    void whatCannotBeIsSaidWithItsPlace() {
        assertThat(findings(QUEUE.replace("callback-key: \"2\"", "callback-key: \"*\"")))
                .containsExactly(
                        "t.yaml:10:5: steps.q.callback-key: is the leave key too, expected another");
        assertThat(findings(QUEUE.replace("      callback-booked: booked\n", "")))
                .contains(
                        "t.yaml:10:5: steps.q.callback-key: leads nowhere, expected the outcome"
                                + " callback-booked beside it");
        assertThat(findings(QUEUE.replace("abandoned: missed", "abandoned: bye")))
                .anyMatch(finding ->
                        finding.contains(
                                "steps.q.on.abandoned: leads to the step 'bye', which"
                                        + " needs a caller"));
        assertThat(findings(STEP.replace("about {call.dialled}", "{typed}")))
                .anyMatch(finding -> finding.contains("steps.book.note: would tell a secret"));
    }
}
