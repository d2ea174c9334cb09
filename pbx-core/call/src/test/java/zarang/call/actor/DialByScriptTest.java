package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.Answerer;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.TransferTarget;
import zarang.call.fact.CallDialled;
import zarang.call.script.DialResult;
import zarang.call.script.RingWish;
import zarang.call.script.Screening;

/** A script rings somebody for its caller. */
class DialByScriptTest extends DialingScript {
    private static final Duration TO_ACCEPT = Duration.ofSeconds(10);

    @Test
    void callerHearsRingingTalksWithWhoeverAnswersAndGoesOnAfterIt() {
        LegId caller = caller();
        assertThat(bench.engine)
                .contains(new LegCommand.Play(caller, 1, List.of("tone:ringback"), "fa", true));
        LegId agent = rung().getFirst();
        bench.onLeg(new LegEvent.Ringing(agent));
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        assertThat(bench.engine)
                .contains(
                        new LegCommand.Join(caller, bench.bridge(1), EVERYONE),
                        new LegCommand.Join(agent, bench.bridge(1), EVERYONE));
        assertThat(bench.engaged).containsKey(new AgentId("2001"));
        assertThat(results).isEmpty();
        hangsUp(agent);
        assertThat(results).containsExactly(DialResult.ANSWERED);
        assertThat(bench.engaged).isEmpty();
        assertThat(bench.fact(CallDialled.class))
                .isEqualTo(
                        CallDialled.byScript(
                                "hotline", Optional.of(new AgentId("2001")), "answered"));
        hangsUp(caller);
        assertThat(bench.ended).extracting(CallTermination::result).containsExactly(Result.SERVED);
    }

    @Test
    void eachIsRungInTurnAndWhatTellsMostIsWhatTheScriptGets() {
        numbers = List.of("+98211", "2002", "2003");
        LegId caller = caller();
        assertThat(rung()).hasSize(1);
        refuses(rung().getLast(), Cause.UNALLOCATED_NUMBER);
        assertThat(rung()).hasSize(2);
        refuses(rung().getLast(), Cause.USER_BUSY);
        assertThat(rung()).hasSize(3);
        bench.loop.advance(RING);
        assertThat(outcomes()).containsExactly("unreachable", "busy", "no-answer");
        assertThat(results).containsExactly(DialResult.BUSY);
        assertThat(bench.engine).endsWith(new LegCommand.StopPlay(caller));
        hangsUp(caller);
    }

    @Test
    void allRingAtOnceAndThoseWhoDidNotAnswerFirstAreLetGo() {
        numbers = List.of("2001", "2002", "+98211");
        order = RingWish.Order.AT_ONCE;
        LegId caller = caller();
        assertThat(rung()).hasSize(3);
        bench.onLeg(new LegEvent.Answered(rung().get(1)));
        bench.loop.settle();
        assertThat(bench.engine)
                .contains(
                        new LegCommand.HangUp(rung().get(0), Cause.NORMAL_CLEARING),
                        new LegCommand.HangUp(rung().get(2), Cause.NORMAL_CLEARING));
        assertThat(outcomes()).containsExactly("answered", "cancelled", "cancelled");
        hangsUp(caller);
        assertThat(bench.engine)
                .endsWith(new LegCommand.HangUp(rung().get(1), Cause.NORMAL_CLEARING));
    }

    @Test
    void whoMayNotBeRungIsUnreachableAndNobodyIsRung() {
        numbers = List.of("0900", "1000");
        LegId caller = caller();
        assertThat(rung()).isEmpty();
        assertThat(outcomes()).containsExactly("no-rule", "no-phone");
        assertThat(results).containsExactly(DialResult.UNREACHABLE);
        hangsUp(caller);
    }

    @Test
    void callerWhoDoesNotWantToWaitIsBackInTheScript() {
        numbers = List.of("2001", "2002");
        LegId caller = caller();
        LegId agent = rung().getFirst();
        bench.onLeg(new LegEvent.Digit(caller, '*'));
        bench.loop.settle();
        assertThat(results).containsExactly(DialResult.CANCELLED);
        assertThat(rung()).hasSize(1);
        assertThat(bench.engine).contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        bench.onLeg(new LegEvent.Digit(caller, '*'));
        bench.loop.settle();
        assertThat(results).as("once").hasSize(1);
        hangsUp(caller);
    }

    @Test
    void callerWhoHangsUpWhileSomebodyRingsLetsThemGo() {
        numbers = List.of("2001", "+98211");
        order = RingWish.Order.AT_ONCE;
        LegId caller = caller();
        hangsUp(caller);
        assertThat(rung())
                .allSatisfy(leg ->
                        assertThat(bench.engine)
                                .contains(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING)));
        assertThat(outcomes()).containsExactly("cancelled", "cancelled");
        assertThat(bench.ended)
                .extracting(CallTermination::result)
                .containsExactly(Result.ABANDONED_IN_SCRIPT);
    }

    @Test
    void machineIsHungUpOnAndTheNextOneIsRung() {
        detect = true;
        numbers = List.of("+98211", "2002");
        LegId caller = caller();
        LegId machine = rung().getFirst();
        bench.onLeg(new LegEvent.Answered(machine));
        assertThat(bench.engine).endsWith(new LegCommand.DetectAnswerer(machine));
        assertThat(bench.engine).noneMatch(LegCommand.Join.class::isInstance);
        bench.onLeg(new LegEvent.AnsweredBy(machine, Answerer.MACHINE));
        bench.loop.settle();
        assertThat(bench.engine).contains(new LegCommand.HangUp(machine, Cause.NORMAL_CLEARING));
        refuses(rung().getLast(), Cause.CALL_REJECTED);
        assertThat(results).containsExactly(DialResult.MACHINE);
        hangsUp(caller);
    }

    @Test
    void personAndWhoeverCannotBeToldHasTheCaller() {
        detect = true;
        for (Answerer answerer : List.of(Answerer.PERSON, Answerer.UNSURE)) {
            LegId caller = caller();
            LegId agent = rung().getLast();
            bench.onLeg(new LegEvent.Answered(agent));
            bench.onLeg(new LegEvent.AnsweredBy(agent, answerer));
            bench.loop.settle();
            assertThat(bench.engine)
                    .contains(new LegCommand.Join(agent, bench.bridge(1), EVERYONE));
            hangsUp(caller);
        }
    }

    @Test
    void whoIsGoneWhileItIsListenedToIsNoAnswer() {
        detect = true;
        LegId caller = caller();
        LegId agent = rung().getFirst();
        bench.onLeg(new LegEvent.Answered(agent));
        hangsUp(agent);
        assertThat(results).containsExactly(DialResult.NO_ANSWER);
        hangsUp(caller);
    }

    private static LegCommand announced(LegId leg) {
        return new LegCommand.Play(leg, 1, List.of("for-you"), "fa", false);
    }

    private void asks() {
        screening = Optional.of(new Screening(List.of("for-you"), '1'));
    }

    @Test
    void whoIsAskedAndTakesTheCallerIsConnectedThen() {
        asks();
        LegId caller = caller();
        LegId agent = rung().getFirst();
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        assertThat(bench.engine).endsWith(announced(agent));
        assertThat(bench.engine).noneMatch(LegCommand.Join.class::isInstance);
        bench.onLeg(new LegEvent.PlayFinished(agent, 1));
        bench.loop.advance(TO_ACCEPT.minusMillis(1));
        bench.onLeg(new LegEvent.Digit(agent, '1'));
        bench.loop.advance(TO_ACCEPT);
        assertThat(bench.engine).contains(new LegCommand.Join(agent, bench.bridge(1), EVERYONE));
        assertThat(bench.engine)
                .doesNotContain(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        hangsUp(agent);
        assertThat(results).containsExactly(DialResult.ANSWERED);
        hangsUp(caller);
    }

    @Test
    void whoRefusesOrSaysNothingIsLetGoAndTheNextOneIsRung() {
        asks();
        numbers = List.of("2001", "2002", "+98211");
        LegId caller = caller();
        LegId first = rung().getFirst();
        bench.onLeg(new LegEvent.Answered(first));
        bench.onLeg(new LegEvent.Digit(first, '2'));
        bench.loop.settle();
        assertThat(bench.engine).contains(new LegCommand.HangUp(first, Cause.NORMAL_CLEARING));
        LegId second = rung().getLast();
        assertThat(second).isNotEqualTo(first);
        bench.onLeg(new LegEvent.Answered(second));
        bench.onLeg(new LegEvent.PlayFinished(second, 1));
        bench.loop.advance(TO_ACCEPT);
        assertThat(bench.engine).contains(new LegCommand.HangUp(second, Cause.NORMAL_CLEARING));
        LegId third = rung().getLast();
        bench.onLeg(new LegEvent.Answered(third));
        hangsUp(third);
        assertThat(results).containsExactly(DialResult.NO_ANSWER);
        hangsUp(caller);
    }

    @Test
    void ofSeveralWhoAreAskedAtOnceTheFirstToTakeTheCallerHasItAndTheOthersAreLetGo() {
        asks();
        order = RingWish.Order.AT_ONCE;
        numbers = List.of("2001", "2002", "+98211");
        LegId caller = caller();
        List<LegId> all = List.copyOf(rung());
        bench.onLeg(new LegEvent.Answered(all.get(0)));
        bench.onLeg(new LegEvent.Answered(all.get(1)));
        bench.loop.settle();
        assertThat(bench.engine).contains(announced(all.get(0)), announced(all.get(1)));
        bench.onLeg(new LegEvent.Digit(all.get(1), '1'));
        bench.loop.settle();
        assertThat(bench.engine)
                .contains(
                        new LegCommand.Join(all.get(1), bench.bridge(1), EVERYONE),
                        new LegCommand.HangUp(all.get(0), Cause.NORMAL_CLEARING),
                        new LegCommand.HangUp(all.get(2), Cause.NORMAL_CLEARING));
        hangsUp(caller);
    }

    @Test
    void callerWhoHangsUpWhileSomebodyIsAskedLeavesNothing() {
        asks();
        LegId caller = caller();
        LegId agent = rung().getFirst();
        bench.onLeg(new LegEvent.Answered(agent));
        hangsUp(caller);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
    }

    @Test
    void callerWhoHangsUpWhileAMachineIsListenedToLeavesNothing() {
        detect = true;
        LegId caller = caller();
        LegId agent = rung().getFirst();
        bench.onLeg(new LegEvent.Answered(agent));
        hangsUp(caller);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
    }

    @Test
    void agentWhomAScriptRangMayHandTheCallerOnAndTheScriptGoesOnAfterThat() {
        LegId caller = caller();
        LegId agent = rung().getFirst();
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        bench.plan = new AgentsPlan();
        bench.onLeg(new LegEvent.TransferWanted(agent, 1, new TransferTarget.Dialled("2002")));
        LegId colleague = rung().getLast();
        bench.onLeg(new LegEvent.Answered(colleague));
        bench.loop.settle();
        assertThat(results).isEmpty();
        hangsUp(colleague);
        assertThat(results).containsExactly(DialResult.ANSWERED);
        hangsUp(caller);
    }

    @Test
    void whateverHappensWhileSomebodyIsRungNothingIsLeftOver() {
        Stream.of(RingWish.Order.values())
                .forEach(each -> {
                    order = each;
                    detect = each == RingWish.Order.IN_TURN;
                    numbers = List.of("2001", "2002", "+98211");
                    Random random = new Random(7);
                    for (int round = 0; round < 300; round++) {
                        screening = Optional.empty();
                        if (random.nextBoolean()) {
                            asks();
                        }
                        LegId caller = caller();
                        for (int step = 0; step < 8; step++) {
                            LegId leg = bench.recentLeg(random.nextInt(4));
                            switch (random.nextInt(8)) {
                                case 0 -> bench.onLeg(new LegEvent.Answered(leg));
                                case 1 ->
                                        bench.onLeg(new LegEvent.AnsweredBy(leg, Answerer.MACHINE));
                                case 2 ->
                                        bench.onLeg(new LegEvent.AnsweredBy(leg, Answerer.PERSON));
                                case 3 -> bench.onLeg(new LegEvent.Digit(caller, '*'));
                                case 5 -> bench.onLeg(new LegEvent.Digit(leg, '1'));
                                case 6 -> bench.onLeg(new LegEvent.PlayFinished(leg, 1));
                                case 4 -> hangsUp(leg);
                                default ->
                                        bench.loop.advance(Duration.ofSeconds(random.nextInt(30)));
                            }
                            bench.loop.settle();
                        }
                        hangsUp(caller);
                    }
                });
        assertThat(results)
                .contains(
                        DialResult.ANSWERED,
                        DialResult.NO_ANSWER,
                        DialResult.UNREACHABLE,
                        DialResult.CANCELLED);
    }
}
