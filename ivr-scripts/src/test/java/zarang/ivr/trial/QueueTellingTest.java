package zarang.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.yaml.Finding;

/** CC17: what a caller hears of its place while it waits. */
class QueueTellingTest {
    private static final FlowTests TESTS = new FlowTests(TrialHouse.plain(), new VirtualLoop());
    private static final TestFileReader READER = new TestFileReader(ZoneId.of("Asia/Tehran"));
    private static final String THIRD = "queue/you-are num/ord-3 queue/are digit/pause";
    private static final String SECOND = "queue/you-are num/ord-2 queue/are digit/pause";
    private static final String FIRST = "queue/you-are num/first queue/are digit/pause";
    private static final String FIVE_TO_TEN =
            "queue/wait queue/between num/5 queue/to num/10 queue/minutes";
    private static final String LESS_THAN_TWO = "queue/wait queue/less-than num/2 queue/minutes";

    private static String flow(String tell) {
        return """
        flow: t
        language: fa
        start: q
        steps:
          q:
            queue: sales
            announce: connecting
            %s
            leave-key: "*"
            callback-key: "2"
            on:
              answered: bye
              full: end
              max-wait: end
              no-agents: end
              left-by-key: menu
              callback-booked: booked
          bye: {play: bye, next: end}
          menu: {play: menu, next: q}
          booked: {play: booked, next: end}
          end: {hang-up: }
        """
                .formatted(tell);
    }

    private static List<String> findings(String tell, String place, String... lines) {
        StringBuilder file =
                new StringBuilder("tests:\n  t:\n    given: {answers: {callback: booked");
        file.append(place.isEmpty() ? "" : ", place: " + place).append("}}\n    lines:\n");
        List.of(lines).forEach(line -> file.append("      - ").append(line).append('\n'));
        FlowReport report = new FlowCheck().check("t.yaml", flow(tell), LintScope.NONE);
        assertThat(report.findings()).isEmpty();
        return TESTS
                .tests(List.of(report), List.of(READER.read("t.test.yaml", file.toString())))
                .findings()
                .stream()
                .map(Finding::toString)
                .toList();
    }

    @Test
    void positionAndWaitAreToldAfterAWhileAndAgainWhenTheyAreBetter() {
        assertThat(
                        findings(
                                "tell: both",
                                """
                                [{waits: {position: 3, from: 5, to: 10}}, \
                                {waits: {position: 2, from: 5, to: 10}}, \
                                {waits: {position: 2, from: 5, to: 10}}, \
                                {waits: {position: 1, to: 2}}]\
                                """,
                                "hears connecting " + THIRD + " " + FIVE_TO_TEN,
                                "hears " + SECOND,
                                "hears " + FIRST + " " + LESS_THAN_TWO,
                                "wait 10m",
                                "agent answers",
                                "wait 10m",
                                "agent hangs up",
                                "hears bye",
                                "expect hang-up"))
                .isEmpty();
    }

    @Test
    void whatIsNotBetterIsToldTooWhereTheFlowSaysSo() {
        assertThat(
                        findings(
                                "{tell: position, tell-after: 5s, tell-every: 15s, tell-again: true}"
                                        .replaceAll("[{}]", "")
                                        .replace(", ", "\n    "),
                                "{waits: {position: 3, from: 5, to: 10}}",
                                "hears connecting " + THIRD + " " + THIRD + " " + THIRD,
                                "agent answers"))
                .isEmpty();
    }

    @Test
    void waitAloneIsToldWithoutThePosition() {
        assertThat(
                        findings(
                                "tell: wait",
                                "[{waits: {position: 3}}, {waits: {position: 3, to: 2}}]",
                                "hears connecting " + LESS_THAN_TWO,
                                "agent answers"))
                .isEmpty();
    }

    @Test
    void nothingIsToldWhereNobodyKnows() {
        List<String> found =
                findings("tell: both", "", "hears connecting queue/you-are", "agent answers");
        assertThat(found).singleElement().asString().contains("expected to hear queue/you-are");
    }

    @Test
    void nothingIsToldUnlessTheFlowSaysSo() {
        List<String> found =
                findings(
                        "music: hold-music",
                        "{waits: {position: 3}}",
                        "hears connecting queue/you-are",
                        "agent answers");
        assertThat(found).singleElement().asString().contains("expected to hear queue/you-are");
    }

    @Test
    void keysWorkWhileTheCallerIsTold() {
        assertThat(
                        findings(
                                "tell: both",
                                "{waits: {position: 3, from: 5, to: 10}}",
                                "press * during num/ord-3",
                                "hears menu connecting",
                                "press 2 during num/ord-3",
                                "hears booked"))
                .isEmpty();
    }

    @Test
    void whoMayWaitLongIsOfferedOnceToBeCalledBack() {
        String offer = "offer-callback: offer\n    offer-above: 5m";
        assertThat(
                        findings(
                                offer,
                                """
                                [{waits: {position: 9}}, {waits: {position: 8, from: 2, to: 5}}, \
                                {waits: {position: 7, from: 5, to: 10}}, \
                                {waits: {position: 6, from: 5, to: 10}}]\
                                """,
                                "hears connecting offer",
                                "wait 10m",
                                "press 2",
                                "hears booked"))
                .isEmpty();
        assertThat(
                        findings(
                                "tell: wait\n    " + offer,
                                "{waits: {position: 7, from: 5, to: 10}}",
                                "hears connecting " + FIVE_TO_TEN + " offer",
                                "agent answers"))
                .isEmpty();
        assertThat(
                        findings(
                                offer,
                                "[{waits: {position: 9}}, {waits: {position: 8, from: 2, to: 5}}]",
                                "hears connecting offer",
                                "agent answers"))
                .singleElement()
                .asString()
                .contains("expected to hear offer");
    }

    @Test
    void whatNobodyCanAskForIsNotOffered() {
        String flow =
                flow("offer-callback: offer")
                        .replace("    callback-key: \"2\"\n", "")
                        .replace("      callback-booked: booked\n", "");
        assertThat(new FlowCheck().check("t.yaml", flow, LintScope.NONE).findings())
                .anySatisfy(finding ->
                        assertThat(finding)
                                .hasToString(
                                        "t.yaml:8:5: steps.q.offer-callback: offers what no key"
                                                + " asks for, expected on.callback-booked beside"
                                                + " it"));
    }
}
