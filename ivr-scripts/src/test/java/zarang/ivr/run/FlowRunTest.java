package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.Tier;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptEvent.QueueResult;
import zarang.call.script.ServiceAnswer;

class FlowRunTest {
    private ScriptPhone phone = new ScriptPhone("a: {hang-up: }");

    private ScriptPhone call(String flow) {
        phone = new ScriptPhone(flow);
        return phone;
    }

    @AfterEach
    void nothingIsLeftOverAfterTheEnd() {
        if (phone.ended) {
            assertThat(phone.loop.pendingTimers()).isZero();
        }
    }

    @Test
    void firstStepThatIsHeardAnswersTheCall() {
        call("a: {lookup: member, on: {found: b, unknown: b, timeout: b, error: b}}\nb: {play: x, next: c}\nc: {hang-up: }")
                .start()
                .pass(1);
        assertThat(phone.heard)
                .containsExactly("look up 150 ms", "answer", "play x", "hang up NORMAL_CLEARING");
    }

    @Test
    void explicitAnswerComesWhereItIsWrittenAndOnlyOnce() {
        call("a: {answer: , next: b}\nb: {wait: 2s, next: c}\nc: {answer: , next: d}\nd: {play: [x, y], next: e}\ne: {hang-up: }")
                .start()
                .pass(1);
        assertThat(phone.heard).containsExactly("answer");
        phone.pass(3);
        assertThat(phone.heard).containsExactly("answer", "play x y", "hang up NORMAL_CLEARING");
    }

    @Test
    void hangUpBeforeAnAnswerRefusesTheCallWithItsCause() {
        call("a: {hang-up: user-busy}").start();
        assertThat(phone.heard).containsExactly("hang up USER_BUSY");
    }

    @ParameterizedTest
    @CsvSource({"gold, greet-gold", "silver, greet-silver", "bronze, greet", "platinum, greet"})
    void greetingIsChosenByTier(String tier, String prompt) {
        call(
                """
                a: {lookup: member, within: 80ms, on: {found: b, unknown: c, timeout: c, error: c}}
                b: {say: {gold: greet-gold, silver: greet-silver, default: greet}, by: member.tier, next: c}
                c: {hang-up: }
                """);
        phone.lookup = new MemberLookup.Found(ScriptPhone.member(new Tier(tier), 0));
        phone.start();
        assertThat(phone.heard).containsExactly("look up 80 ms", "answer", "play " + prompt);
    }

    @ParameterizedTest
    @CsvSource({"unknown, x-unknown", "timeout, x-timeout", "error, x-error"})
    void everyOutcomeOfALookUpLeadsWhereItSays(String outcome, String prompt) {
        call(
                """
                a: {lookup: member, on: {found: end, unknown: b, timeout: c, error: d}}
                b: {play: x-unknown, next: end}
                c: {play: x-timeout, next: end}
                d: {play: x-error, next: end}
                end: {hang-up: }
                """);
        phone.lookup =
                switch (outcome) {
                    case "unknown" -> new MemberLookup.Unknown();
                    case "timeout" -> new MemberLookup.TimedOut();
                    default -> new MemberLookup.Failed("redis is gone");
                };
        phone.start();
        assertThat(phone.heard).contains("play " + prompt);
    }

    private static final String POINTS =
            """
            a: {lookup: member, on: {found: b, unknown: b, timeout: b, error: b}}
            b: {say-points: member.points, next: c}
            c: {hang-up: }
            """;

    @Test
    void pointsAreReadAsANumber() {
        call(POINTS).lookup = new MemberLookup.Found(ScriptPhone.member(Tier.SILVER, 102150));
        phone.start().pass(1);
        assertThat(phone.heard)
                .endsWith(
                        "play points-before num/1000 num/and num/20 num/and num/1 num/and num/half"
                                + " points-after",
                        "hang up NORMAL_CLEARING");
    }

    @Test
    void callerWhoIsNoMemberHearsAPoliteWordOrGoesWhereTheStepSays() {
        call(POINTS).start();
        assertThat(phone.heard).endsWith("play points-no-member");
        call(POINTS.replace("next: c}", "unknown: d, next: c}")
                        + "d: {say-number: 21, before: x, after: y, next: c}\n")
                .start();
        assertThat(phone.heard).endsWith("play x num/20 num/and num/1 y");
    }

    @Test
    void keyEndsAnAnnouncementOnlyWithBargeInAndIsKeptForTheMenu() {
        String flow =
                """
                a: {play: long, barge-in: true, next: m}
                m: {menu: m, on: {"1": end, "2": m, no-input: end, no-match: end}}
                end: {hang-up: }
                """;
        call(flow).start().press("1");
        assertThat(phone.heard)
                .containsExactly(
                        "answer", "play long", "stop", "chose m 1", "hang up NORMAL_CLEARING");
        call(flow.replace("barge-in: true", "barge-in: false")).start().press("1");
        assertThat(phone.heard).containsExactly("answer", "play long");
        phone.pass(1);
        assertThat(phone.heard).endsWith("chose m 1", "hang up NORMAL_CLEARING");
    }

    @ParameterizedTest
    @CsvSource({
        "FULL, x-full",
        "MAX_WAIT, x-max-wait",
        "NO_AGENTS, x-no-agents",
        "ANSWERED, x-answered",
        "LEFT_BY_KEY, x-left"
    })
    void everyOutcomeOfAQueueLeadsWhereItSays(QueueResult result, String prompt) {
        call(QUEUE).start().press("*").queueLeft(result);
        assertThat(phone.heard)
                .containsExactly("answer", "queue sales jazz", "leave queue", "play " + prompt);
        assertThat(phone.pass(1).heard).endsWith("hang up NORMAL_CLEARING");
    }

    private static final String QUEUE =
            """
            a: {queue: sales, music: jazz, leave-key: "*", on: {answered: b, full: c, max-wait: d, no-agents: e, left-by-key: f}}
            b: {play: x-answered, next: end}
            c: {play: x-full, next: end}
            d: {play: x-max-wait, next: end}
            e: {play: x-no-agents, next: end}
            f: {play: x-left, next: end}
            end: {hang-up: }
            """;

    @Test
    void onlyTheLeaveKeyLeavesTheQueue() {
        call(QUEUE).start().press("1#2");
        assertThat(phone.heard).containsExactly("answer", "queue sales jazz");
        phone.press("*");
        assertThat(phone.heard).containsExactly("answer", "queue sales jazz", "leave queue");
    }

    @Test
    void leaveKeyThatDidNothingDuringATalkIsAskedForAgainAfterIt() {
        call(QUEUE).start().press("*").press("*");
        assertThat(phone.heard)
                .containsExactly("answer", "queue sales jazz", "leave queue", "leave queue");
    }

    @Test
    void announcementOfAQueueBelongsToTheWaiting() {
        call(QUEUE.replace("music: jazz", "announce: [x, y], music: jazz")).start();
        assertThat(phone.heard).containsExactly("answer", "queue sales x y jazz");
    }

    @ParameterizedTest
    @CsvSource({
        "withheld, points-withheld",
        "timeout, points-unavailable",
        "error, points-unavailable",
        "unknown, points-no-member"
    })
    void whoIsNotKnownToBeNoMemberIsNotTold(String outcome, String prompt) {
        call(POINTS).lookup =
                switch (outcome) {
                    case "withheld" -> new MemberLookup.Withheld();
                    case "timeout" -> new MemberLookup.TimedOut();
                    case "error" -> new MemberLookup.Failed("redis is gone");
                    default -> new MemberLookup.Unknown();
                };
        phone.start();
        assertThat(phone.heard).endsWith("play " + prompt);
    }

    @ParameterizedTest
    @CsvSource({"'withheld: w, ', w", "'', u"})
    void withheldNumberGoesItsOwnWayOrThatOfTheUnknown(String outcome, String prompt) {
        call("""
        a: {lookup: member, on: {found: end, unknown: u, %stimeout: end, error: end}}
        u: {play: u, next: %s}
        w: {play: w, next: end}
        end: {hang-up: }
        """
                                .formatted(outcome, outcome.isEmpty() ? "w" : "end"))
                        .lookup =
                new MemberLookup.Withheld();
        phone.start();
        assertThat(phone.heard).endsWith("play " + prompt);
    }

    @Test
    void callThatIsStoppedEndsWithAWordAndNothingElseIsHeard() {
        call(QUEUE).start();
        phone.tell(new ScriptEvent.Stopping());
        phone.tell(new ScriptEvent.Stopping());
        phone.press("1*");
        assertThat(phone.heard).containsExactly("answer", "queue sales jazz", "play closing");
        assertThat(phone.pass(1).heard).endsWith("hang up NORMAL_CLEARING");
    }

    @Test
    void stoppedBeforeTheAnswerRefusesTheCall() {
        call("a: {wait: 1m, next: b}\nb: {hang-up: }").start();
        phone.tell(new ScriptEvent.Stopping());
        assertThat(phone.heard).containsExactly("hang up TEMPORARY_FAILURE");
    }

    @Test
    void limitsOfTheFlowRestInTheQueueAndInTheTalk() {
        call(QUEUE).start().pass(Duration.ofHours(5));
        assertThat(phone.heard).containsExactly("answer", "queue sales jazz");
        assertThat(phone.loop.pendingTimers()).isZero();
        phone.queueLeft(QueueResult.ANSWERED);
        assertThat(phone.heard).endsWith("play x-answered");
    }

    private static final String LIMITED =
            """
            flow: test
            language: fa
            start: a
            limits: {steps: 4, time: 30s, idle: 12s, apology: sorry}
            steps:
              a: {menu: m, digits: {first-within: 1m}, tries: {no-match: 10, total: 10}, on: {"1": a, no-input: end, no-match: end}}
              end: {hang-up: }
            """;

    @Test
    void flowThatTakesTooManyStepsEndsWithAnApology() {
        call(LIMITED).start().press("1111").pass(1);
        assertThat(phone.heard).endsWith("chose a 1", "play sorry", "hang up NORMAL_CLEARING");
    }

    @Test
    void idleCallerAndOverlongCallEndWithAnApology() {
        call(LIMITED).start().pass(12);
        assertThat(phone.heard).containsExactly("answer", "play m", "play sorry");
        assertThat(phone.pass(1).heard).endsWith("hang up NORMAL_CLEARING");
        call(LIMITED).start();
        for (int i = 0; i < 6; i++) {
            phone.pass(5).press("9");
        }
        assertThat(phone.pass(1).heard).endsWith("play sorry", "hang up NORMAL_CLEARING");
    }

    @Test
    void limitBeforeTheAnswerRefusesTheCall() {
        call("""
        flow: test
        language: fa
        start: a
        limits: {time: 10s}
        steps: {a: {wait: 1m, next: b}, b: {hang-up: }}
        """)
                .start()
                .pass(10);
        assertThat(phone.heard).containsExactly("hang up TEMPORARY_FAILURE");
    }

    @Test
    void whatComesAfterTheEndOrFromNowhereIsIgnored() {
        call("a: {hang-up: }");
        phone.tell(new ScriptEvent.Digit('1'));
        assertThat(phone.heard).isEmpty();
        phone.start();
        List<ScriptEvent> late =
                List.of(
                        ScriptPhone.started(),
                        new ScriptEvent.Answered(),
                        new ScriptEvent.Digit('1'),
                        new ScriptEvent.PlayFinished(),
                        new ScriptEvent.TimerFired("flow-idle-2"),
                        new ScriptEvent.Told(new ServiceAnswer.Given("unknown")),
                        new ScriptEvent.QueueLeft(QueueResult.FULL));
        late.forEach(phone::tell);
        assertThat(phone.heard).containsExactly("hang up NORMAL_CLEARING");
    }
}
