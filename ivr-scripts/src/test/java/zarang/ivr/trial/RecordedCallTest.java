package zarang.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zarang.call.CallTermination;
import zarang.call.PhoneNumber;
import zarang.call.loop.VirtualLoop;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowSet;
import zarang.ivr.trace.CallTrace;
import zarang.ivr.trace.CallTraces;

/** Real calls become tests that pass, and hold no secret. */
class RecordedCallTest {
    private static final String CALLER = "+989121234567";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final TrialHouse HOUSE = TrialHouse.plain();
    private static final FlowReport REPORT =
            new FlowCheck()
                    .check(
                            "bank.yaml",
                            """
                            flow: bank
                            language: fa
                            variables: {pin: digits, balance: money}
                            start: who
                            steps:
                              who: {lookup: member, on: {found: hello, unknown: hello, timeout: end, error: end}}
                              hello: {play: hello, barge-in: false, next: menu}
                              menu:
                                menu: main
                                digits: {first-within: 5s}
                                sorry: {no-input: sorry}
                                on: {"1": wait-for-agent, "2": pin, no-input: end, no-match: end}
                              pin:
                                collect: enter-pin
                                into: pin
                                digits: {min: 4, max: 4}
                                on: {digits: check, no-input: end, no-match: end}
                              check:
                                lookup: http
                                url: https://bank.example/balance
                                take: {balance: balance}
                                on: {found: balance, not-found: end, timeout: end, error: end}
                              balance: {play: balance, next: again}
                              again:
                                if: pin = "4711"
                                then: vip
                                else: end
                              vip: {play: vip, next: end}
                              wait-for-agent:
                                queue: sales
                                leave-key: "*"
                                on: {answered: bye, full: end, max-wait: end, no-agents: end, left-by-key: menu}
                              bye: {play: bye, next: end}
                              end: {hang-up: }
                            """,
                            LintScope.NONE);

    private final VirtualLoop loop = new VirtualLoop();
    private final CallTraces traces = new CallTraces(loop);
    private final FlowSet flows = FlowSet.of(flow(), 3, language -> Optional.empty());

    private static Flow flow() {
        return REPORT.flow().orElseThrow(() -> new AssertionError(REPORT.findings()));
    }

    private String want() {
        return traces.want("bank", Optional.empty(), MINUTE).orElseThrow();
    }

    private LivePhone call() {
        return new LivePhone(loop, traces.begin(flows, "bank").orElseThrow())
                .answers(
                        "member",
                        new ServiceAnswer.Given(
                                "found",
                                Map.of(
                                        "tier", new ScriptValue.Text("gold"),
                                        "points", new ScriptValue.Decimal(new BigDecimal("12.5"))),
                                Optional.empty()))
                .answers(
                        "http",
                        new ServiceAnswer.Given(
                                "found",
                                Map.of("balance", new ScriptValue.Decimal(new BigDecimal(1500))),
                                Optional.empty()));
    }

    private CallTrace trace(String id) {
        return ((CallTraces.State.Done) traces.find("bank", id).orElseThrow()).trace();
    }

    private RecordedTest.Written written(String id) {
        return RecordedTest.of(trace(id), "as it was called", HOUSE);
    }

    private static List<String> faults(String tests) {
        TestFile file = new TestFileReader(ZoneId.of("Asia/Tehran")).read("bank.test.yaml", tests);
        TestReport report =
                new FlowTests(HOUSE, new VirtualLoop()).tests(List.of(REPORT), List.of(file));
        assertThat(report.results()).hasSize(1);
        return report.findings().stream().map(Object::toString).toList();
    }

    @Test
    void callBecomesATestThatPassesAndExpectsTheSame() {
        String id = want();
        LivePhone phone = call().callsFrom(CALLER);
        phone.pass(2500).pass(5000).pass(1100).pass(300).press("1");
        phone.pass(60_000).tell(new ScriptEvent.QueueLeft(ScriptEvent.QueueResult.ANSWERED));
        phone.pass(3000);
        assertThat(phone.ended).isTrue();
        String test = written(id).text();
        assertThat(faults(test)).isEmpty();
        assertThat(test)
                .contains("member: {tier: \"gold\", points: 12.5}")
                .contains(
                        """
                              - "hears hello main sorry"
                              - "press 1 during main"
                              - "expect queue sales gold priority"
                              - "queue answered"
                              - "hears bye"
                              - "expect hang-up normal-clearing"
                        """)
                .contains("# Recorded from a call to version 3 of bank.")
                .doesNotContain("It does not pass")
                .doesNotContain("another way")
                .doesNotContain(CALLER.substring(5));
    }

    @Test
    void secretKeysAreInNoTraceAlsoThoseThatWereTypedAhead() {
        String id = want();
        LivePhone phone = call().callsFrom(CALLER);
        phone.pass(400).press("2").press("4711").pass(1000).pass(200).pass(1500).pass(3000);
        CallTrace trace = trace(id);
        List<CallTrace.What.Key> keys =
                trace.noted().stream()
                        .flatMap(each ->
                                each.what() instanceof CallTrace.What.Key key
                                        ? Stream.of(key)
                                        : Stream.empty())
                        .toList();
        assertThat(keys).hasSize(5);
        assertThat(keys.getFirst()).isEqualTo(new CallTrace.What.Key('2', false));
        assertThat(keys.subList(1, 5)).allMatch(CallTrace.What.Key::madeUp);
        assertThat(keys.subList(1, 5))
                .extracting(CallTrace.What.Key::key)
                .isNotEqualTo(List.of('4', '7', '1', '1'));
        RecordedTest.Written test = written(id);
        assertThat(test.text()).doesNotContain("press 1").contains("press 2");
        assertThat(faults(test.text())).isEmpty();
        assertThat(test.notes())
                .anyMatch(note -> note.startsWith("Keys that were a secret"))
                .anyMatch(
                        note -> note.startsWith("The call went another way from 'bank again' on"));
    }

    @Test
    void callerWhoHangsUpWithAnAgentIsSaidToHaveTalked() {
        String id = want();
        LivePhone phone = call().callsFrom(CALLER);
        phone.pass(2600).press("1").pass(5000).press("99").pass(5000);
        phone.hangsUp(CallTermination.Result.SERVED);
        String test = written(id).text();
        assertThat(faults(test)).isEmpty();
        assertThat(test).contains("agent answers\"\n      - \"hangs up").doesNotContain("press 9");
    }

    @Test
    void keyThatLeavesTheQueueIsTold() {
        String id = want();
        LivePhone phone = call().callsFrom(CALLER);
        phone.pass(2600).press("1").pass(5000).press("*").pass(1500).pass(20_000);
        String test = written(id).text();
        assertThat(faults(test)).isEmpty();
        assertThat(test).contains("press *").doesNotContain("another way");
    }

    @Test
    void onlyTheCallerWhoIsWantedIsNoted() {
        String id = traces.want("bank", Optional.of(new PhoneNumber(CALLER)), MINUTE).orElseThrow();
        call().callsFrom("+989350000001").hangsUp(CallTermination.Result.ABANDONED_IN_SCRIPT);
        assertThat(traces.find("bank", id)).contains(new CallTraces.State.Waiting());
        call().callsFrom(CALLER);
        assertThat(traces.find("bank", id)).contains(new CallTraces.State.Running());
        assertThat(traces.find("other", id)).isEmpty();
    }

    @Test
    void wishesAreBoundedAndExpire() {
        for (int i = 0; i < CallTraces.WANTED_MAX; i++) {
            want();
        }
        assertThat(traces.want("bank", Optional.empty(), MINUTE)).isEmpty();
        loop.advance(MINUTE);
        assertThat(traces.find("bank", "1")).contains(new CallTraces.State.Expired());
        assertThat(call().callsFrom(CALLER).loop.instant()).isAfter(Instant.EPOCH);
        assertThat(traces.find("bank", "1")).contains(new CallTraces.State.Expired());
        assertThat(traces.forget("bank", "1")).isTrue();
        assertThat(traces.forget("bank", "1")).isFalse();
        loop.advance(Duration.ofHours(2));
        assertThat(traces.find("bank", "2")).isEmpty();
    }
}
