package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Party;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallTalked;
import zarang.call.plan.Route;
import zarang.call.recording.RecordedTalk.Direction;

/** An agent calls a colleague, or a number outside. */
class CallOutTest {
    private static final AgentId COLLEAGUE = new AgentId("2002");
    private static final Duration RING = Duration.ofSeconds(20);

    private final Bench bench = new Bench();

    @BeforeEach
    void agentsMayCall() {
        bench.plan =
                (call, agent, dialled) ->
                        switch (dialled) {
                            case "2002" ->
                                    new Route.Colleague(
                                            COLLEAGUE, new DialTarget.Registered("2002"), RING);
                            case "0211" ->
                                    new Route.Outside(
                                            new DialTarget.Outside("+98211", List.of("carrier")),
                                            RING);
                            default -> new Route.Refused(Cause.CALL_REJECTED, "no-rule");
                        };
    }

    private LegId call(String dialled) {
        LegId leg = bench.legs.next();
        bench.onLeg(
                new LegEvent.Arrived(
                        leg, List.of(), dialled, ArrivalOrigin.ofPhone("2001"), "x@y"));
        bench.loop.settle();
        return leg;
    }

    private LegId rung() {
        return bench.lastCommand(LegCommand.Dial.class).leg();
    }

    private LegId talking(LegId agent) {
        LegId called = rung();
        bench.onLeg(new LegEvent.Ringing(called));
        bench.onLeg(new LegEvent.Answered(called));
        bench.loop.settle();
        assertThat(bench.engine).endsWith(new LegCommand.Answer(agent));
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        return called;
    }

    private static LegEvent.Ended hungUp(LegId leg) {
        return new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, "");
    }

    @Test
    void colleagueIsRungAndTheAgentIsAnsweredOnceTheColleagueHasAnswered() {
        LegId agent = call("2002");
        assertThat(bench.engaged).containsOnlyKeys(Bench.AGENT);
        bench.onLeg(new LegEvent.Ringing(rung()));
        assertThat(bench.engine).endsWith(new LegCommand.Ring(agent));
        LegId colleague = talking(agent);
        assertThat(bench.engaged).containsOnlyKeys(Bench.AGENT, COLLEAGUE);
        assertThat(bench.recorder.recorded)
                .singleElement()
                .satisfies(talk -> {
                    assertThat(talk.direction()).isEqualTo(Direction.INTERNAL);
                    assertThat(talk.queue()).isEmpty();
                });
        bench.onLeg(hungUp(colleague));
        assertThat(bench.ended)
                .containsExactly(
                        new CallTermination(
                                Result.SERVED,
                                Party.CALLED,
                                Cause.NORMAL_CLEARING,
                                "called party hung up"));
        assertThat(bench.facts())
                .containsExactly(
                        "call.started",
                        "call.dialled",
                        "call.connected",
                        "call.talked",
                        "call.ended");
        assertThat(bench.fact(CallEnded.class).caller()).isEmpty();
    }

    @Test
    void anAgentHoldsWhomItCalled() {
        LegId agent = call("0211");
        LegId outside = talking(agent);
        bench.loop.advance(Duration.ofSeconds(10));
        bench.onLeg(new LegEvent.Held(agent, true));
        bench.loop.advance(Duration.ofSeconds(5));
        bench.onLeg(new LegEvent.Held(agent, false));
        bench.loop.advance(Duration.ofSeconds(2));
        bench.onLeg(hungUp(outside));
        assertThat(bench.fact(CallTalked.class).talkMs()).isEqualTo(12_000);
        assertThat(bench.fact(CallTalked.class).holdMs()).isEqualTo(5_000);
    }

    @Test
    void agentWhoHangsUpEndsTheRinging() {
        LegId agent = call("0211");
        LegId outside = rung();
        bench.onLeg(hungUp(agent));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(outside, Cause.NORMAL_CLEARING));
        assertThat(bench.fact(CallDialled.class).outcome()).isEqualTo("cancelled");
        assertThat(bench.ended)
                .extracting(CallTermination::result)
                .containsExactly(Result.NOT_ANSWERED);
    }

    @Test
    void whatHinderedTheCallIsWhatTheAgentIsTold() {
        LegId busy = call("2002");
        bench.onLeg(new LegEvent.Ended(rung(), Cause.USER_BUSY, LegOutcome.REFUSED, "486"));
        assertThat(bench.engine).endsWith(new LegCommand.Reject(busy, Cause.USER_BUSY));
        LegId rings = call("2002");
        LegId rung = rung();
        bench.loop.advance(RING);
        assertThat(bench.engine)
                .endsWith(
                        new LegCommand.HangUp(rung, Cause.NO_ANSWER),
                        new LegCommand.Reject(rings, Cause.NO_ANSWER));
        LegId forbidden = call("0900");
        assertThat(bench.engine).endsWith(new LegCommand.Reject(forbidden, Cause.CALL_REJECTED));
        assertThat(bench.fact(CallDialled.class).outcome()).isEqualTo("no-rule");
    }

    @Test
    void earlyAudioIsPassedOnBeforeTheAnswer() {
        LegId agent = call("0211");
        bench.onLeg(new LegEvent.Ringing(rung(), true));
        assertThat(bench.engine)
                .contains(new LegCommand.Progress(agent))
                .filteredOn(LegCommand.Join.class::isInstance)
                .extracting(LegCommand::leg)
                .containsExactly(agent, rung());
        LegId outside = talking(agent);
        assertThat(bench.recorder.recorded)
                .singleElement()
                .satisfies(talk -> assertThat(talk.direction()).isEqualTo(Direction.OUTBOUND));
        bench.onLeg(hungUp(agent));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(outside, Cause.NORMAL_CLEARING));
    }

    @Test
    void calledOneWhoHangsUpWhileTheAgentIsAnsweredLeavesNothing() {
        LegId agent = call("2002");
        LegId colleague = rung();
        bench.disk = new java.util.concurrent.CompletableFuture<>();
        bench.onLeg(new LegEvent.Answered(colleague));
        bench.onLeg(hungUp(colleague));
        bench.loop.settle();
        assertThat(bench.engine).endsWith(new LegCommand.Reject(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.ended).hasSize(1);
    }

    @Test
    void callThatIsStoppedHasNoScriptToWaitFor() {
        LegId agent = call("2002");
        LegId colleague = talking(agent);
        bench.exchange.drain(Duration.ZERO, () -> {});
        bench.loop.settle();
        bench.loop.advance(Duration.ofMillis(1));
        assertThat(bench.engine)
                .endsWith(
                        new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING),
                        new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.ended).hasSize(1);
    }

    @Test
    void scriptsNumberIsTheScriptsAlsoForAnAgent() {
        LegId agent = call("1000");
        assertThat(bench.facts()).startsWith("call.started").doesNotContain("call.dialled");
        assertThat(bench.engaged).as("offered nobody meanwhile").containsOnlyKeys(Bench.AGENT);
        bench.onLeg(new LegEvent.Ended(agent, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, "caller"));
        assertThat(bench.engaged).isEmpty();
    }
}
