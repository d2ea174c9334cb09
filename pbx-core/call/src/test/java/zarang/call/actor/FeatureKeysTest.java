package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.Audience;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.engine.TransferProgress;
import zarang.call.engine.TransferTarget;
import zarang.call.fact.CallTransferred;
import zarang.call.queue.QueueCommand;
import zarang.call.recording.RecordingSink;

/** An agent hands its caller on, consults and confers by keys alone. */
class FeatureKeysTest {
    private static final AgentId COLLEAGUE = new AgentId("2002");

    private final Bench bench = new Bench();
    private LegId caller = new LegId(0);
    private LegId agent = new LegId(0);

    @BeforeEach
    void callerTalksWithAgent() {
        bench.plan = new AgentsPlan();
        caller = bench.waiting();
        agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
    }

    private void press(LegId leg, String keys) {
        keys.chars().forEach(key -> bench.onLeg(new LegEvent.Digit(leg, (char) key)));
        bench.loop.settle();
    }

    private LegId rung() {
        return bench.lastCommand(LegCommand.Dial.class).leg();
    }

    private long dials() {
        return bench.engine.stream().filter(LegCommand.Dial.class::isInstance).count();
    }

    private void answered(LegId leg) {
        bench.onLeg(new LegEvent.Answered(leg));
        bench.loop.settle();
    }

    private void hungUp(LegId leg) {
        bench.onLeg(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.loop.settle();
    }

    private LegCommand.Join joined(LegId leg, int bridge) {
        return new LegCommand.Join(leg, bench.bridge(bridge), new Audience.Everyone());
    }

    /** The colleague who is consulted, while the caller hears music. */
    private LegId consulted() {
        press(agent, "*22002#");
        LegId colleague = rung();
        answered(colleague);
        assertThat(bench.engine).endsWith(joined(agent, 2), joined(colleague, 2));
        assertThat(bench.lastCommand(LegCommand.Play.class).leg())
                .as("hears the phone ring that it chose")
                .isEqualTo(agent);
        assertThat(bench.engaged).containsOnlyKeys(COLLEAGUE);
        return colleague;
    }

    @Test
    void numberAfterTheCodeHandsTheCallerOn() {
        press(agent, "*1");
        bench.loop.advance(Duration.ofSeconds(3));
        press(agent, "2002#");
        LegId colleague = rung();
        answered(colleague);
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING))
                .endsWith(joined(colleague, 2), bench.lastCommand(LegCommand.StartRecording.class));
        assertThat(bench.fact(CallTransferred.class).attended()).isFalse();
        hungUp(caller);
    }

    @Test
    void restIsTheEndOfANumberToo() {
        press(agent, "*12002");
        assertThat(dials()).isEqualTo(1);
        bench.loop.advance(Duration.ofSeconds(4));
        assertThat(dials()).isEqualTo(2);
        hungUp(caller);
    }

    @Test
    void keysThatBecomeNoCodeMeanNothing() {
        press(agent, "12002#");
        press(agent, "*92002#");
        press(agent, "*");
        bench.loop.advance(Duration.ofSeconds(4));
        press(agent, "12002#");
        press(agent, "*1#");
        press(caller, "*12002#");
        press(agent, "*3");
        assertThat(dials()).as("only the agent itself was rung").isEqualTo(1);
        press(agent, "**12002#");
        assertThat(dials()).as("a star begins anew").isEqualTo(2);
        hungUp(caller);
    }

    @Test
    void agentWhoHangsUpAfterItAskedHasHandedTheCallerOn() {
        LegId colleague = consulted();
        hungUp(agent);
        assertThat(bench.fact(CallTransferred.class).attended()).isTrue();
        assertThat(bench.engine)
                .contains(joined(caller, 3), joined(colleague, 3))
                .doesNotContain(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING));
        assertThat(bench.acd)
                .as("the colleague is never free in between")
                .filteredOn(QueueCommand.Disengage.class::isInstance)
                .isEmpty();
        hungUp(colleague);
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.SERVED);
    }

    @Test
    void agentIsBackWithItsCallerByTheSameKeysOrWhenTheColleagueHangsUp() {
        LegId colleague = consulted();
        press(agent, "*2");
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING))
                .endsWith(joined(caller, 1), joined(agent, 1));
        assertThat(bench.engaged).isEmpty();
        press(agent, "*22002#");
        answered(rung());
        hungUp(rung());
        assertThat(bench.engine).endsWith(joined(caller, 1), joined(agent, 1));
        hungUp(caller);
    }

    @Test
    void threeHearOneAnotherAndWhoHangsUpLeavesTheOthers() {
        LegId colleague = consulted();
        press(agent, "*3");
        assertThat(bench.engine)
                .endsWith(
                        joined(caller, 1),
                        joined(agent, 1),
                        joined(colleague, 1),
                        new LegCommand.RecordToo(colleague, bench.bridge(1), RecordingSink.THIRD));
        hungUp(agent);
        assertThat(bench.fact(CallTransferred.class).to()).contains(COLLEAGUE);
        assertThat(bench.engine).contains(joined(caller, 3), joined(colleague, 3));
        hungUp(caller);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING));
    }

    @Test
    void phoneOfWhoIsConsultedOrBroughtInIsToldThatItCannotHandOn() {
        LegId colleague = consulted();
        wants(colleague, 1);
        assertThat(bench.engine).endsWith(refused(colleague, 1));
        press(agent, "*3");
        wants(colleague, 2);
        assertThat(bench.engine).endsWith(refused(colleague, 2));
        hungUp(caller);
    }

    private void wants(LegId leg, long wish) {
        bench.onLeg(new LegEvent.TransferWanted(leg, wish, new TransferTarget.Dialled("2004")));
        bench.loop.settle();
    }

    private static LegCommand refused(LegId leg, long wish) {
        return new LegCommand.TellTransfer(
                leg, wish, new TransferProgress.Failed(Cause.CALL_REJECTED));
    }

    @Test
    void phoneOfAnAgentWhoCalledAScriptIsToldThatItCannotHandOn() {
        wants(caller, 3);
        assertThat(bench.engine).endsWith(refused(caller, 3));
        hungUp(caller);
    }

    @Test
    void thirdWhoHangsUpLeavesTheTwoAsTheyWere() {
        LegId colleague = consulted();
        press(agent, "*3");
        List<LegCommand> before = List.copyOf(bench.engine);
        hungUp(colleague);
        assertThat(bench.engine).isEqualTo(before);
        assertThat(bench.engaged).isEmpty();
        press(agent, "*12002#");
        assertThat(dials()).as("the caller can be handed on again").isEqualTo(3);
        hungUp(caller);
    }

    @Test
    void callerWhoHangsUpEndsTheConference() {
        LegId colleague = consulted();
        press(agent, "*3");
        hungUp(caller);
        assertThat(bench.engine)
                .contains(
                        new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING),
                        new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
    }

    @Test
    void busyColleagueLeavesTheAgentWithItsCaller() {
        press(agent, "*22002#");
        bench.onLeg(new LegEvent.Ended(rung(), Cause.USER_BUSY, LegOutcome.REFUSED, "486"));
        bench.loop.settle();
        assertThat(bench.engine).endsWith(joined(caller, 1), joined(agent, 1));
        hungUp(caller);
    }

    @Test
    void colleagueMayHandTheAgentOnWhoTriedInVain() {
        LegId own = bench.legs.next();
        bench.onLeg(
                new LegEvent.Arrived(own, List.of(), "2002", ArrivalOrigin.ofPhone("2003"), "p"));
        LegId colleague = rung();
        answered(colleague);
        answered(own);
        press(own, "*19999#");
        assertThat(rung()).as("nobody has that number").isEqualTo(colleague);
        press(colleague, "*12004#");
        LegCommand.Dial dial = bench.lastCommand(LegCommand.Dial.class);
        assertThat(dial.target()).isEqualTo(new DialTarget.Registered("2004"));
        assertThat(dial.beside()).isEqualTo(own);
        assertThat(dial.shown().handedOnBy()).contains(COLLEAGUE);
        answered(dial.leg());
        assertThat(bench.engine).contains(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING));
        hungUp(own);
        hungUp(caller);
    }

    @Test
    void agentHandsOnWhomItHasCalledItself() {
        LegId own = bench.legs.next();
        bench.onLeg(
                new LegEvent.Arrived(own, List.of(), "out", ArrivalOrigin.ofPhone("2003"), "p"));
        LegId outside = rung();
        answered(outside);
        answered(own);
        press(own, "*12002#");
        LegCommand.Dial dial = bench.lastCommand(LegCommand.Dial.class);
        assertThat(dial.beside()).as("the one who was called is the caller now").isEqualTo(outside);
        assertThat(dial.shown().user()).isEqualTo("out");
        assertThat(bench.lastCommand(LegCommand.Play.class).leg()).isIn(outside, own);
        answered(dial.leg());
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(own, Cause.NORMAL_CLEARING))
                .contains(joined(outside, 2), joined(dial.leg(), 2));
        assertThat(bench.engaged).containsOnlyKeys(COLLEAGUE);
        hungUp(outside);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(dial.leg(), Cause.NORMAL_CLEARING));
        hungUp(caller);
    }
}
