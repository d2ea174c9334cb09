package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallHeld;
import zarang.call.fact.CallParked;
import zarang.call.fact.CallTransferred;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;

/** Callers are parked and picked up, taken over from a colleague's phone, and given to a script. */
class PickUpTest {
    private static final AgentId COLLEAGUE = new AgentId("2002");

    private final Bench bench = new Bench();
    private LegId caller = new LegId(0);
    private LegId agent = new LegId(0);

    @BeforeEach
    void callerIsOfferedToAnAgent() {
        bench.plan = new AgentsPlan();
        caller = bench.waiting();
        agent = bench.offer("o1");
    }

    private void answered(LegId leg) {
        bench.onLeg(new LegEvent.Answered(leg));
        bench.loop.settle();
    }

    private void hungUp(LegId leg) {
        bench.onLeg(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.loop.settle();
    }

    private void handOn(LegId leg, String number) {
        bench.onLeg(new LegEvent.TransferWanted(leg, 7, new TransferTarget.Dialled(number)));
        bench.loop.settle();
    }

    private LegEvent.Arrived arriving(String number, Optional<LegId> replaces) {
        return new LegEvent.Arrived(
                bench.legs.next(),
                List.of(),
                number,
                new ArrivalOrigin("", false, "2002", replaces, Optional.empty(), ""),
                "p");
    }

    private LegId arrives(LegEvent.Arrived arrival) {
        bench.onLeg(arrival);
        bench.loop.settle();
        return arrival.leg();
    }

    private LegId dials(String number) {
        return arrives(arriving(number, Optional.empty()));
    }

    private LegId replaces(LegId leg) {
        return arrives(arriving("2001", Optional.of(leg)));
    }

    private TransferProgress told() {
        return bench.lastCommand(LegCommand.TellTransfer.class).progress();
    }

    private LegCommand.Join joined(LegId leg, int bridge) {
        return new LegCommand.Join(leg, bench.bridge(bridge), new Audience.Everyone());
    }

    private void parked() {
        answered(agent);
        handOn(agent, "70");
        assertThat(told()).isEqualTo(new TransferProgress.Done());
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING))
                .endsWith(bench.lastCommand(LegCommand.Play.class));
        assertThat(bench.fact(CallParked.class)).isEqualTo(new CallParked(Bench.AGENT, "70"));
    }

    @Test
    void colleagueDialsThePlaceAndHasTheCaller() {
        parked();
        LegEvent.Arrived arrival = arriving("70", Optional.empty());
        assertThat(bench.exchange.beside(arrival)).as("one media loop").contains(caller);
        LegId colleague = arrives(arrival);
        assertThat(bench.engine).endsWith(new LegCommand.Answer(colleague));
        answered(colleague);
        assertThat(bench.engine).contains(joined(caller, 2), joined(colleague, 2));
        assertThat(bench.fact(CallTransferred.class))
                .isEqualTo(
                        new CallTransferred(
                                Optional.of(Bench.AGENT), Optional.of(COLLEAGUE), false));
        assertThat(bench.engaged).containsOnlyKeys(COLLEAGUE);
        assertThat(bench.exchange.activeCalls()).as("it joined the caller's call").isEqualTo(1);
        hungUp(colleague);
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.SERVED);
    }

    @Test
    void placeHoldsOneCallerAndIsFreeAgainAfterIt() {
        parked();
        LegId second = bench.waiting();
        LegId other = bench.offer("o2");
        answered(other);
        handOn(other, "70");
        assertThat(told()).isEqualTo(new TransferProgress.Failed(Cause.USER_BUSY));
        hungUp(caller);
        handOn(other, "70");
        assertThat(told()).isEqualTo(new TransferProgress.Done());
        hungUp(second);
        LegId nobodyThere = dials("70");
        assertThat(bench.engine)
                .endsWith(new LegCommand.Reject(nobodyThere, Cause.NO_USER_RESPONDING));
    }

    @Test
    void whoParkedItIsRungWhenNobodyComesForIt() {
        parked();
        bench.loop.advance(AgentsPlan.PARKED);
        LegCommand.Dial back = bench.lastCommand(LegCommand.Dial.class);
        assertThat(back.target()).isEqualTo(new DialTarget.Registered("2001"));
        LegId late = dials("70");
        assertThat(bench.engine).endsWith(new LegCommand.Reject(late, Cause.NO_USER_RESPONDING));
        answered(back.leg());
        assertThat(bench.engine).contains(joined(caller, 2), joined(back.leg(), 2));
        handOn(back.leg(), "70");
        bench.loop.advance(AgentsPlan.PARKED);
        bench.loop.advance(Duration.ofSeconds(20));
        assertThat(bench.acd.getLast()).as("it waits again").isInstanceOf(QueueCommand.Join.class);
        hungUp(caller);
    }

    @Test
    void phoneThatGivesUpWhileItIsAnsweredLeavesTheCallerToWhoParkedIt() {
        parked();
        hungUp(dials("70"));
        assertThat(bench.lastCommand(LegCommand.Dial.class).target())
                .isEqualTo(new DialTarget.Registered("2001"));
        hungUp(caller);
    }

    @Test
    void callerWhoHangsUpWhileItIsPickedUpEndsThatToo() {
        parked();
        LegId colleague = dials("70");
        hungUp(caller);
        assertThat(bench.engine).contains(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING));
    }

    @Test
    void phoneTakesTheTalkOfAColleagueOver() {
        answered(agent);
        LegId phone = replaces(agent);
        answered(phone);
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING))
                .contains(joined(caller, 2), joined(phone, 2));
        assertThat(bench.fact(CallTransferred.class).to()).contains(COLLEAGUE);
        hungUp(caller);
    }

    @Test
    void phoneTakesACallerWhoRingsAtAColleague() {
        LegId phone = replaces(agent);
        assertThat(bench.engine)
                .as("rings on until the other one is there")
                .doesNotContain(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        answered(phone);
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING))
                .contains(joined(caller, 1), joined(phone, 1));
        assertThat(bench.last(QueueCommand.Leave.class).reason()).isEqualTo(LeaveReason.PICKED_UP);
        assertThat(bench.fact(CallAnswered.class).agent()).isEqualTo(COLLEAGUE);
        hungUp(phone);
    }

    @Test
    void phoneThatIsTooLateIsLetGo() {
        LegId phone = replaces(agent);
        answered(agent);
        answered(phone);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(phone, Cause.NORMAL_CLEARING));
        LegId second = replaces(agent);
        hungUp(agent);
        assertThat(bench.engine).contains(new LegCommand.HangUp(second, Cause.NORMAL_CLEARING));
        LegId third = replaces(agent);
        assertThat(bench.engine).endsWith(new LegCommand.Reject(third, Cause.NO_USER_RESPONDING));
    }

    @Test
    void legThatNobodyTalksOnCannotBeReplaced() {
        LegId phone = replaces(caller);
        assertThat(bench.engine).endsWith(new LegCommand.Reject(phone, Cause.CALL_REJECTED));
        hungUp(caller);
    }

    @Test
    void scriptTakesTheCallerFromTheAgent() {
        answered(agent);
        bench.script =
                event ->
                        event instanceof ScriptEvent.Started
                                ? List.of(
                                        new ScriptCommand.Answer(),
                                        new ScriptCommand.Play(List.of("survey"), "fa"))
                                : List.of();
        handOn(agent, "1000");
        assertThat(told()).isEqualTo(new TransferProgress.Done());
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING))
                .endsWith(bench.lastCommand(LegCommand.Play.class))
                .doesNotContain(new LegCommand.Ring(caller));
        assertThat(bench.lastCommand(LegCommand.Play.class).prompts()).containsExactly("survey");
        assertThat(bench.fact(CallTransferred.class).script()).contains("hotline");
        hungUp(caller);
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.SERVED);
    }

    @Test
    void holdIsWrittenOfWhicheverSideIsAnAgents() {
        answered(agent);
        bench.onLeg(new LegEvent.Held(caller, true));
        assertThat(bench.facts()).doesNotContain("call.held");
        bench.onLeg(new LegEvent.Held(agent, true));
        assertThat(bench.fact(CallHeld.class)).isEqualTo(new CallHeld(Bench.AGENT, true));
        bench.onLeg(new LegEvent.Held(agent, false));
        assertThat(bench.fact(CallHeld.class).held()).isFalse();
        LegId own = dials("out");
        LegId outside = bench.lastCommand(LegCommand.Dial.class).leg();
        answered(outside);
        answered(own);
        bench.onLeg(new LegEvent.Held(outside, true));
        bench.onLeg(new LegEvent.Held(own, true));
        assertThat(bench.fact(CallHeld.class)).isEqualTo(new CallHeld(COLLEAGUE, true));
        hungUp(caller);
        hungUp(own);
    }

    @Test
    void agentGivesWhomItCalledToAColleagueItCalledToo() {
        LegId own = dials("out");
        LegId outside = bench.lastCommand(LegCommand.Dial.class).leg();
        answered(outside);
        answered(own);
        LegId second = dials("2003");
        LegId colleague = bench.lastCommand(LegCommand.Dial.class).leg();
        answered(colleague);
        answered(second);
        bench.onLeg(new LegEvent.TransferWanted(own, 9, new TransferTarget.Leg(second)));
        bench.loop.settle();
        assertThat(told()).isEqualTo(new TransferProgress.Done());
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(own, Cause.NORMAL_CLEARING))
                .contains(new LegCommand.HangUp(second, Cause.NORMAL_CLEARING))
                .doesNotContain(new LegCommand.HangUp(outside, Cause.NORMAL_CLEARING))
                .doesNotContain(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING));
        assertThat(bench.engaged).containsOnlyKeys(new AgentId("2003"));
        hungUp(outside);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING));
        hungUp(caller);
    }
}
