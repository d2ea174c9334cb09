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
import zarang.call.plan.Route;
import zarang.call.queue.QueueCommand;

/** An agent hands its caller on: RFC 5589, blind and attended. */
class TransferTest {
    private static final AgentId COLLEAGUE = new AgentId("2002");
    private static final Duration RING = Duration.ofSeconds(20);

    private final Bench bench = new Bench();
    private LegId caller = new LegId(0);
    private LegId agent = new LegId(0);

    @BeforeEach
    void callerTalksWithAgent() {
        bench.plan =
                (call, who, dialled) ->
                        dialled.equals("2002")
                                ? new Route.Colleague(
                                        COLLEAGUE, new DialTarget.Registered("2002"), RING)
                                : new Route.Refused(Cause.CALL_REJECTED, "no-rule");
        caller = bench.waiting();
        agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
    }

    private void wants(TransferTarget target) {
        bench.onLeg(new LegEvent.TransferWanted(agent, 7, target));
        bench.loop.settle();
    }

    private LegId rung() {
        return bench.lastCommand(LegCommand.Dial.class).leg();
    }

    private List<TransferProgress> told() {
        return bench.engine.stream()
                .filter(LegCommand.TellTransfer.class::isInstance)
                .map(command -> ((LegCommand.TellTransfer) command).progress())
                .toList();
    }

    private static LegEvent.Ended hungUp(LegId leg) {
        return new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, "");
    }

    private static LegEvent.Ended busy(LegId leg) {
        return new LegEvent.Ended(leg, Cause.USER_BUSY, LegOutcome.REFUSED, "486");
    }

    @Test
    void callerHearsMusicUntilTheColleagueHasIt() {
        wants(new TransferTarget.Dialled("2002"));
        assertThat(bench.lastCommand(LegCommand.Play.class).leg()).isEqualTo(caller);
        assertThat(bench.lastCommand(LegCommand.Play.class).loop()).isTrue();
        LegId colleague = rung();
        assertThat(bench.lastCommand(LegCommand.Dial.class).shown().handedOnBy())
                .contains(Bench.AGENT);
        bench.onLeg(new LegEvent.Ringing(colleague));
        bench.onLeg(new LegEvent.Answered(colleague));
        bench.loop.settle();
        assertThat(told())
                .containsExactly(
                        new TransferProgress.Trying(),
                        new TransferProgress.Ringing(),
                        new TransferProgress.Done());
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING))
                .contains(new LegCommand.Join(caller, bench.bridge(2), new Audience.Everyone()))
                .contains(new LegCommand.Join(colleague, bench.bridge(2), new Audience.Everyone()));
        assertThat(bench.last(QueueCommand.TalkEnded.class).agent()).isEqualTo(Bench.AGENT);
        assertThat(bench.engaged).containsOnlyKeys(COLLEAGUE);
        assertThat(bench.recorder.recorded).hasSize(2);
        assertThat(bench.fact(CallTransferred.class).attended()).isFalse();
        bench.onLeg(hungUp(caller));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING));
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.SERVED);
    }

    @Test
    void colleagueWhoseLegIsLostIsFreeAndTheCallerWaitsAgain() {
        wants(new TransferTarget.Dialled("2002"));
        LegId colleague = rung();
        bench.onLeg(new LegEvent.Answered(colleague));
        bench.loop.settle();
        bench.onLeg(new LegEvent.Ended(colleague, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        bench.loop.settle();
        assertThat(bench.acd.getLast()).isInstanceOf(QueueCommand.Join.class);
        assertThat(bench.engaged).isEmpty();
        bench.onLeg(hungUp(caller));
    }

    @Test
    void agentWhoIsStillThereHasItsCallerBackWhenTheColleagueIsBusy() {
        wants(new TransferTarget.Dialled("2002"));
        bench.onLeg(busy(rung()));
        bench.loop.settle();
        assertThat(told()).endsWith(new TransferProgress.Failed(Cause.USER_BUSY));
        assertThat(bench.engine)
                .endsWith(
                        new LegCommand.Join(caller, bench.bridge(1), new Audience.Everyone()),
                        new LegCommand.Join(agent, bench.bridge(1), new Audience.Everyone()));
    }

    @Test
    void agentWhoHasHungUpIsRungAgainWhenNobodyAnswers() {
        wants(new TransferTarget.Dialled("2002"));
        bench.onLeg(hungUp(agent));
        assertThat(bench.last(QueueCommand.TalkEnded.class).agent()).isEqualTo(Bench.AGENT);
        bench.loop.advance(RING);
        LegCommand.Dial again = bench.lastCommand(LegCommand.Dial.class);
        assertThat(again.target()).isEqualTo(new DialTarget.Registered("2001"));
        bench.onLeg(new LegEvent.Answered(again.leg()));
        bench.loop.settle();
        assertThat(bench.engaged).containsOnlyKeys(Bench.AGENT);
        bench.onLeg(hungUp(caller));
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.SERVED);
    }

    @Test
    void callerWaitsAgainAtItsPlaceWhenNeitherIsThere() {
        wants(new TransferTarget.Dialled("2002"));
        bench.onLeg(hungUp(agent));
        bench.onLeg(busy(rung()));
        bench.onLeg(busy(rung()));
        bench.loop.settle();
        assertThat(bench.acd.getLast()).isInstanceOf(QueueCommand.Join.class);
        bench.onLeg(hungUp(caller));
    }

    @Test
    void callerWhoHangsUpOnTheWayEndsAllOfIt() {
        wants(new TransferTarget.Dialled("2002"));
        LegId colleague = rung();
        bench.onLeg(hungUp(caller));
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING))
                .endsWith(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.ended).hasSize(1);
    }

    @Test
    void whatThePlanForbidsIsRefusedAndTheTalkGoesOn() {
        List<LegCommand> before = List.copyOf(bench.engine);
        wants(new TransferTarget.Dialled("00900"));
        assertThat(bench.engine).hasSize(before.size() + 1);
        assertThat(told()).containsExactly(new TransferProgress.Failed(Cause.CALL_REJECTED));
    }

    private LegId consult(boolean answered) {
        LegId own = bench.legs.next();
        bench.onLeg(
                new LegEvent.Arrived(own, List.of(), "2002", ArrivalOrigin.ofPhone("2001"), "c"));
        bench.loop.settle();
        LegId colleague = rung();
        if (answered) {
            bench.onLeg(new LegEvent.Answered(colleague));
            bench.loop.settle();
            bench.onLeg(new LegEvent.Answered(own));
            bench.loop.settle();
        }
        return own;
    }

    @Test
    void attendedTransferGivesTheColleagueOfTheOtherCallToTheCaller() {
        LegId own = consult(true);
        LegId colleague = rung();
        wants(new TransferTarget.Leg(own));
        assertThat(told()).containsExactly(new TransferProgress.Done());
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING))
                .contains(new LegCommand.HangUp(own, Cause.NORMAL_CLEARING))
                .doesNotContain(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING));
        assertThat(bench.fact(CallTransferred.class).attended()).isTrue();
        assertThat(bench.acd)
                .as("the colleague is in one call or the other all the time")
                .filteredOn(command ->
                        (command instanceof QueueCommand.Engage engage
                                        && engage.agent().equals(COLLEAGUE))
                                || (command instanceof QueueCommand.Disengage free
                                        && free.agent().equals(COLLEAGUE)))
                .extracting(command -> command.getClass().getSimpleName())
                .containsExactly("Engage", "Engage", "Disengage");
        assertThat(bench.ended).as("the agent's own call").hasSize(1);
        assertThat(bench.engaged).containsOnlyKeys(COLLEAGUE);
        bench.onLeg(hungUp(colleague));
        assertThat(bench.engaged).isEmpty();
        bench.onLeg(hungUp(caller));
        assertThat(bench.ended).hasSize(2);
    }

    @Test
    void transferWhileTheColleagueStillRingsGoesOnRinging() {
        LegId own = consult(false);
        LegId colleague = rung();
        wants(new TransferTarget.Leg(own));
        assertThat(told()).containsExactly(new TransferProgress.Trying());
        bench.onLeg(hungUp(agent));
        bench.onLeg(new LegEvent.Answered(colleague));
        bench.loop.settle();
        assertThat(bench.fact(CallTransferred.class).to()).contains(COLLEAGUE);
        bench.onLeg(hungUp(caller));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING));
    }

    @Test
    void colleagueWhomTheCallerCannotHaveNowStaysWithTheAgent() {
        LegId own = consult(true);
        LegId colleague = rung();
        wants(new TransferTarget.Dialled("2002"));
        LegId other = rung();
        wants(new TransferTarget.Leg(own));
        assertThat(told())
                .containsExactly(
                        new TransferProgress.Trying(),
                        new TransferProgress.Failed(Cause.CALL_REJECTED));
        assertThat(bench.ended).as("the agent's own call goes on").isEmpty();
        assertThat(bench.engine)
                .doesNotContain(new LegCommand.HangUp(colleague, Cause.NORMAL_CLEARING));
        bench.onLeg(busy(other));
        wants(new TransferTarget.Leg(own));
        assertThat(told()).endsWith(new TransferProgress.Done());
        bench.onLeg(hungUp(caller));
    }

    @Test
    void legThatNobodyCanGiveIsRefused() {
        LegId stranger = bench.waiting();
        wants(new TransferTarget.Leg(stranger));
        wants(new TransferTarget.Leg(new LegId(999)));
        wants(new TransferTarget.Leg(caller));
        assertThat(told())
                .hasSize(3)
                .containsOnly(new TransferProgress.Failed(Cause.CALL_REJECTED));
        bench.onLeg(hungUp(stranger));
        bench.onLeg(hungUp(caller));
    }
}
