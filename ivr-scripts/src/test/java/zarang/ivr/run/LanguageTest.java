package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import zarang.call.CallTermination;
import zarang.call.script.ScriptEvent;
import zarang.ivr.count.FlowCounts;
import zarang.ivr.count.StepCounts;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;
import zarang.ivr.model.FlowSignature;

/** Variables, conditions, flows that call flows, and the ways out of trouble. */
class LanguageTest {
    private static final FlowCheck CHECK = new FlowCheck();

    /** Asks for a PIN; the flow that calls it says which is right. */
    private static final String PIN =
            """
            flow: pin
            language: fa
            start: ask
            params: {wanted: digits}
            variables: {typed: digits, tries: {type: number, default: 0}}
            results: [tries]
            outcomes: [good, bad]
            steps:
              ask:
                collect: ask-pin
                into: typed
                digits: {min: 4, max: 4, first-within: 5s, between: 2s}
                tries: {no-input: 1, no-match: 2, total: 2}
                sorry: {no-match: [wrong-once, wrong-twice]}
                on: {digits: count, no-input: bad, no-match: bad, too-short: bad}
              count: {set: {tries: tries + 1}, next: compare}
              compare: {if: typed = wanted, then: good, else: again}
              again: {if: tries < 2, then: ask, else: bad}
              good: {return: good}
              bad: {return: bad}
            """;

    private static final String MAIN =
            """
            flow: main
            language: fa
            start: pin
            variables: {needed: number}
            on-error: trouble
            steps:
              pin:
                call: pin
                with: {wanted: digits('4711')}
                take: {needed: tries}
                on: {good: mark, bad: no}
              mark: {tag: pin, value: "after {needed} of {call.dialled}", next: how}
              how:
                switch: needed
                on: {"1": at-once, default: late}
              at-once: {play: welcome, next: end}
              late: {play: at-last, next: end}
              no: {play: sorry, next: end}
              trouble: {play: trouble, next: end}
              end: {hang-up: }
            """;

    private static ScriptPhone phone(String first, String... others) {
        String name = first.lines().findFirst().orElseThrow().replace("flow: ", "");
        return new ScriptPhone(set(first, others), name).start();
    }

    private static FlowSet set(String first, String... others) {
        List<String> texts = new ArrayList<>(List.of(first));
        texts.addAll(List.of(others));
        Map<String, FlowSignature> callable = new TreeMap<>();
        for (String text : texts) {
            FlowReport alone = CHECK.check("t.yaml", text, LintScope.NONE);
            alone.flow().ifPresent(flow -> callable.put(flow.name(), flow.signature()));
        }
        return texts.stream()
                .map(text -> CHECK.check("t.yaml", text, LintScope.NONE.with(callable)))
                .map(report ->
                        report.flow().orElseThrow(() -> new AssertionError(report.findings())))
                .reduce(
                        new FlowSet(
                                Map.of(),
                                language -> Optional.empty(),
                                ZoneOffset.UTC,
                                FlowWatcher.NONE),
                        (all, flow) -> all.with(flow, 1),
                        (one, other) -> other);
    }

    private static List<String> findings(String text) {
        return CHECK.check("t.yaml", text, LintScope.NONE).findings().stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void flowThatIsCalledComesBackWithItsOutcomeAndItsResults() {
        ScriptPhone phone = phone(MAIN, PIN).press("4711").pass(2);
        assertThat(phone.heard)
                .containsExactly(
                        "answer",
                        "play ask-pin",
                        "stop",
                        "note ask digits",
                        "tag pin after 1 of 1000",
                        "play welcome",
                        "hang up NORMAL_CLEARING");
    }

    @Test
    void secondTryIsCountedAndKeptApartFromTheFirst() {
        ScriptPhone phone = phone(MAIN, PIN).press("1111").press("4711").pass(2);
        assertThat(phone.heard)
                .contains("tag pin after 2 of 1000", "play at-last")
                .doesNotContain("play welcome");
        assertThat(phone(MAIN, PIN).press("1111").press("2222").pass(2).heard)
                .contains("play sorry");
    }

    @Test
    void keysThatAreCollectedEndAtTheFinishKeyAtTheLongestOrWhenNoMoreCome() {
        String flow =
                """
                flow: t
                language: fa
                start: ask
                variables: {order: digits}
                steps:
                  ask:
                    collect: ask
                    into: order
                    digits: {min: 2, max: 5}
                    valid: left(order, 1) != '0'
                    tries: {no-input: 2, no-match: 3, total: 4}
                    sorry: {no-input: silent, no-match: [wrong-1, wrong-2]}
                    again: ask-short
                    on: {digits: say, no-input: end, no-match: end, too-short: end}
                  say: {switch: order, on: {"47": bye, "47114": bye, default: end}}
                  bye: {play: bye, next: end}
                  end: {hang-up: }
                """;
        assertThat(phone(flow).press("47#").pass(2).heard).contains("play bye");
        assertThat(phone(flow).press("47114").pass(2).heard).contains("play bye");
        assertThat(phone(flow).press("47").pass(3).heard).contains("play bye");
        assertThat(phone(flow).press("4#").press("047#").press("047#").heard)
                .as("too short and not valid are wrong alike, and what is said escalates")
                .containsSubsequence("play ask", "play wrong-1 ask-short", "play wrong-2 ask-short")
                .endsWith("note ask no-match", "hang up NORMAL_CLEARING");
        assertThat(phone(flow).pass(30).heard)
                .containsSubsequence("play ask", "play silent ask-short", "note ask no-input");
    }

    @Test
    void keysOfTheNextQuestionArePressedInOneGo() {
        ScriptPhone phone = phone(MAIN, PIN);
        phone.press("11114711").pass(2);
        assertThat(phone.heard).contains("play ask-pin", "play at-last").doesNotContain("play no");
    }

    @Test
    void everyLimitLeadsToOnErrorOnceAndThenToTheApology() {
        String flow =
                """
                flow: t
                language: fa
                start: a
                on-error: trouble
                limits: {idle: 10s, time: 1m}
                steps:
                  a: {wait: 30s, next: end}
                  trouble: {play: trouble, next: more}
                  more: {wait: 30s, next: end}
                  end: {hang-up: }
                """;
        ScriptPhone phone = phone(flow);
        phone.press("1").pass(60);
        assertThat(phone.heard)
                .containsSubsequence("play trouble", "play apology", "hang up NORMAL_CLEARING");
    }

    @Test
    void flowThatCallsItselfForEverIsStopped() {
        String flow =
                """
                flow: t
                language: fa
                start: again
                outcomes: [done]
                steps:
                  again: {call: t, on: {done: back}}
                  back: {return: done}
                """;
        assertThat(phone(flow).pass(1).heard).containsExactly("hang up TEMPORARY_FAILURE");
    }

    @Test
    void callerWhoHangsUpLeavesToTheStepsThatNeedNoCaller() {
        String flow =
                """
                flow: t
                language: fa
                start: ask
                on-hang-up: gone
                variables: {kept: text}
                steps:
                  ask: {menu: m, on: {"1": ask, no-input: end, no-match: end}}
                  gone: {set: {kept: "'yes'"}, next: find}
                  find: {lookup: member, on: {found: end, unknown: end, timeout: end, error: end}}
                  end: {hang-up: }
                """;
        ScriptPhone phone = phone(flow);
        phone.tell(new ScriptEvent.CallerGone(CallTermination.Result.ABANDONED_IN_SCRIPT));
        phone.loop.settle();
        assertThat(phone.heard)
                .containsExactly("answer", "play m", "look up 150 ms", "hang up NORMAL_CLEARING");
        assertThat(phone.ended).isTrue();
    }

    @Test
    void callerWhoHangsUpWithoutSuchStepsEndsTheRunAtOnce() {
        ScriptPhone phone = phone(MAIN, PIN);
        phone.tell(new ScriptEvent.CallerGone(CallTermination.Result.ABANDONED_IN_SCRIPT));
        assertThat(phone.heard).endsWith("hang up NORMAL_CLEARING");
        assertThat(phone.ended).isTrue();
    }

    @Test
    void whatIsWrongWithVariablesAndCallsIsSaidWithItsPlace() {
        assertThat(
                        findings(
                                """
                                flow: t
                                language: fa
                                start: a
                                variables: {and: text, n: numbr}
                                steps: {a: {hang-up: }}
                                """))
                .containsExactly(
                        "t.yaml:4:13: variables.and: is no name for this, expected a name of small"
                                + " letters, digits and dashes that begins with a letter",
                        "t.yaml:4:27: variables.n: found 'numbr', expected a type: text, number,"
                                + " digits, date, money, yes-no, list");
        List<String> sense =
                findings(
                        """
                        flow: t
                        language: fa
                        start: a
                        variables:
                          n: {type: number, default: abc}
                          pin: digits
                          shown: text
                          late: text
                        results: [m]
                        outcomes: [done, never]
                        on-hang-up: a
                        steps:
                          a: {play: x, next: b}
                          b: {set: {n: "'x'", shown: pin + 'x', member.tier: 1, zzz: 1}, next: c}
                          c: {tag: t, value: "{pin}", next: d}
                          d: {if: n + 1, then: e, else: e}
                          e: {collect: q, into: n, on: {digits: f, no-input: f, no-match: f}}
                          f: {return: dnoe}
                        """);
        assertThat(sense)
                .contains(
                        "t.yaml:5:30: variables.n.default: found 'abc', expected a number, such as"
                                + " 12.5",
                        "t.yaml:9:10: results: there is no variable 'm' to give back; declare it"
                                + " under 'variables'",
                        "t.yaml:14:7: steps.b.set: 'n' is a number, and ''x'' a text",
                        "t.yaml:14:7: steps.b.set: 'shown' would tell a secret; declare it with"
                                + " secret: true",
                        "t.yaml:14:54: steps.b.set.member.tier: 'member.tier' is set by lookup:"
                                + " member, not by a step",
                        "t.yaml:15:15: steps.c.value: would tell a secret to the journal and the"
                                + " CRM",
                        "t.yaml:16:11: steps.d.if: is a number, expected yes-no",
                        "t.yaml:17:25: steps.e.into: 'n' is a number, expected a variable of type"
                                + " digits");
    }

    @Test
    void callOfAFlowIsHeldAgainstWhatThatFlowDeclares() {
        Map<String, FlowSignature> callable =
                Map.of(
                        "pin",
                        CHECK.check("pin.yaml", PIN, LintScope.NONE)
                                .flow()
                                .orElseThrow()
                                .signature());
        String wrong =
                MAIN.replace("wanted: digits('4711')", "wnated: 4711")
                        .replace("take: {needed: tries}", "take: {needed: typed}")
                        .replace("on: {good: mark, bad: no}", "on: {good: mark, worse: no}");
        assertThat(CHECK.check("t.yaml", wrong, LintScope.NONE.with(callable)).findings())
                .extracting(Object::toString)
                .contains(
                        "t.yaml:8:11: steps.pin.call: gives the flow 'pin' no 'wanted', expected it"
                                + " under 'with'",
                        "t.yaml:9:12: steps.pin.with.wnated: that flow has no parameter 'wnated';"
                                + " did you mean 'wanted'?",
                        "t.yaml:10:12: steps.pin.take.needed: that flow gives back no 'typed',"
                                + " expected one of tries",
                        "t.yaml:11:9: steps.pin.on: leads on from no bad, expected every outcome of"
                                + " 'pin'",
                        "t.yaml:11:22: steps.pin.on.worse: is no outcome of 'pin', expected one of"
                                + " bad, good");
        assertThat(
                        CHECK.check(
                                        "t.yaml",
                                        MAIN.replace("call: pin", "call: pni"),
                                        LintScope.NONE.with(callable))
                                .findings())
                .extracting(Object::toString)
                .contains(
                        "t.yaml:8:11: steps.pin.call: there is no flow 'pni'; did you mean 'pin'?");
    }

    @Test
    void callInProgressKeepsTheVersionsOfEveryFlowThatItComesTo() {
        Flow main = CHECK.check("m.yaml", MAIN, LintScope.NONE).flow().orElseThrow();
        Flow pin = CHECK.check("p.yaml", PIN, LintScope.NONE).flow().orElseThrow();
        Flow later =
                CHECK.check("p.yaml", PIN.replace("ask-pin", "ask-code"), LintScope.NONE)
                        .flow()
                        .orElseThrow();
        FlowSet before = FlowSet.of(main, 1, language -> Optional.empty()).with(pin, 1);
        ScriptPhone early = new ScriptPhone(before, "main");
        FlowSet after = before.with(later, 2);
        assertThat(early.start().heard).contains("play ask-pin");
        assertThat(new ScriptPhone(after, "main").start().heard).contains("play ask-code");
    }

    @Test
    void nobodyIsCountedInAStepOfAFlowThatWasLeftByItsReturnByARescueOrWithTheCall() {
        String main =
                """
                flow: main
                language: fa
                start: sub
                on-error: sorry
                limits: {idle: 10s}
                steps:
                  sub: {call: sub, on: {done: bye}}
                  sorry: {play: sorry, next: end}
                  bye: {play: bye, next: end}
                  end: {hang-up: }
                """;
        String sub =
                """
                flow: sub
                language: fa
                start: ask
                outcomes: [done]
                steps:
                  ask: {menu: m, on: {"1": back, "2": ask, no-input: back, no-match: back}}
                  back: {return: done}
                """;
        for (String way : List.of("returns", "is rescued", "hangs up")) {
            FlowCounts counts = new FlowCounts(() -> Instant.EPOCH);
            FlowSet set = set(main, sub).watchedBy(counts);
            ScriptPhone phone = new ScriptPhone(set, "main").start();
            assertThat(inside(counts, "sub")).as("the caller is asked").isEqualTo(1);
            switch (way) {
                case "returns" -> phone.press("1");
                case "is rescued" -> phone.press("2").pass(1).press("2").pass(15);
                default ->
                        phone.tell(
                                new ScriptEvent.CallerGone(
                                        CallTermination.Result.ABANDONED_IN_SCRIPT));
            }
            assertThat(inside(counts, "sub")).as(way).isZero();
            phone.pass(30);
            assertThat(inside(counts, "main")).as(way).isZero();
        }
    }

    private static int inside(FlowCounts counts, String flow) {
        return counts.of(flow, 1).orElse(List.of()).stream().mapToInt(StepCounts::inside).sum();
    }
}
