package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.engine.TransferProgress;
import zarang.call.engine.TransferTarget;
import zarang.call.fact.CallDirected;
import zarang.call.fact.CallSupervised;
import zarang.call.fact.CallTransferred;
import zarang.call.plan.SupervisionMode;
import zarang.call.queue.QueueCommand;
import zarang.call.script.ScriptCommand;
import zarang.call.verb.CallActivity;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.StopCall;
import zarang.call.verb.Supervision;
import zarang.call.verb.SupervisionResult;
import zarang.call.verb.SupervisionWish;

/** Supervisors come into talks, are heard by whom they want, and leave no gap behind. */
class SuperviseTest {
    private static final AgentId ANN = new AgentId("2008");
    private static final AgentId BOB = new AgentId("2009");
    private static final String BY = "api owner";

    private final Bench bench = new Bench();
    private LegId caller = new LegId(0);
    private LegId agent = new LegId(0);
    private CallId call = new CallId("01JQZ0000000000000000000AA");

    @BeforeEach
    void callerTalksWithAgent() {
        bench.plan = new SupervisorsPlan();
        caller = bench.waiting();
        agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        call = bench.call();
    }

    private SupervisionResult wish(SupervisionWish wish) {
        SupervisionResult result = bench.exchange.overview().ask(call, wish);
        bench.loop.settle();
        return result;
    }

    private LegId rings(AgentId supervisor, SupervisionMode mode) {
        assertThat(wish(SupervisionWish.ring(supervisor, mode, BY)))
                .isEqualTo(SupervisionResult.DONE);
        LegCommand.Dial dial = bench.lastCommand(LegCommand.Dial.class);
        assertThat(dial.target()).isEqualTo(new DialTarget.Registered(supervisor.value()));
        assertThat(dial.beside()).as("one media loop").isEqualTo(caller);
        assertThat(dial.shown().name()).as("the house's word, not ours").isEmpty();
        assertThat(dial.shown().rungFor().name()).isEqualTo(mode.name());
        return dial.leg();
    }

    private LegId joins(AgentId supervisor, SupervisionMode mode) {
        LegId leg = rings(supervisor, mode);
        bench.onLeg(new LegEvent.Answered(leg));
        bench.loop.settle();
        return leg;
    }

    private SupervisionResult becomes(SupervisionMode mode) {
        return wish(SupervisionWish.become(Optional.empty(), mode, BY));
    }

    private void hangsUp(LegId leg) {
        bench.onLeg(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.loop.settle();
    }

    private LegCommand.Join joined(LegId leg, int bridge, Audience heardBy) {
        return new LegCommand.Join(leg, new BridgeId(call, bridge), heardBy);
    }

    private void hearsTheToneAndIsLetGo(LegId leg) {
        assertThat(bench.lastCommand(LegCommand.Play.class).leg()).isEqualTo(leg);
        assertThat(bench.lastCommand(LegCommand.Play.class).prompts()).containsExactly("tone:busy");
        assertThat(bench.engine).doesNotContain(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        bench.loop.advance(Farewells.TONE);
        assertThat(bench.engine).contains(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
    }

    private List<String> deeds() {
        return bench.journal.stream()
                .map(entry -> entry.fact())
                .filter(CallSupervised.class::isInstance)
                .map(fact -> ((CallSupervised) fact).deed())
                .toList();
    }

    @Test
    void listenerIsHeardByNobodyWhispererByTheAgentAloneAndWhoBargesInByAll() {
        LegId supervisor = joins(ANN, SupervisionMode.LISTEN);
        assertThat(bench.engine).endsWith(joined(supervisor, 1, new Audience.Nobody()));
        int before = bench.engine.size();
        assertThat(becomes(SupervisionMode.WHISPER)).isEqualTo(SupervisionResult.DONE);
        assertThat(becomes(SupervisionMode.BARGE)).isEqualTo(SupervisionResult.DONE);
        assertThat(becomes(SupervisionMode.LISTEN)).isEqualTo(SupervisionResult.DONE);
        assertThat(bench.engine.subList(before, bench.engine.size()))
                .as("nobody else is touched")
                .containsExactly(
                        joined(supervisor, 1, new Audience.Only(Set.of(agent))),
                        joined(supervisor, 1, new Audience.Everyone()),
                        joined(supervisor, 1, new Audience.Nobody()));
        assertThat(bench.engaged).containsOnlyKeys(ANN);
        assertThat(deeds()).containsExactly("asked", "joined", "changed", "changed", "changed");
        assertThat(bench.fact(CallSupervised.class))
                .isEqualTo(
                        new CallSupervised(ANN, Optional.of(Bench.AGENT), "listen", "changed", BY));
    }

    @Test
    void keysOfTheSupervisorsPhoneSayByWhomItIsHeard() {
        LegId supervisor = joins(ANN, SupervisionMode.LISTEN);
        bench.onLeg(new LegEvent.Digit(supervisor, '5'));
        assertThat(bench.engine).endsWith(joined(supervisor, 1, new Audience.Only(Set.of(agent))));
        bench.onLeg(new LegEvent.Digit(supervisor, '6'));
        assertThat(bench.engine).endsWith(joined(supervisor, 1, new Audience.Everyone()));
        bench.onLeg(new LegEvent.Digit(supervisor, '4'));
        assertThat(bench.engine).endsWith(joined(supervisor, 1, new Audience.Nobody()));
        int before = bench.engine.size();
        bench.onLeg(new LegEvent.Digit(supervisor, '1'));
        assertThat(bench.engine).as("means nothing").hasSize(before);
    }

    @Test
    void supervisorWhoHangsUpChangesNothingForTheOtherTwo() {
        LegId supervisor = joins(ANN, SupervisionMode.BARGE);
        int before = bench.engine.size();
        hangsUp(supervisor);
        assertThat(bench.engine).hasSize(before);
        assertThat(bench.engaged).isEmpty();
        assertThat(deeds()).endsWith("left");
        assertThat(becomes(SupervisionMode.LISTEN)).isEqualTo(SupervisionResult.NOT_IN_TALK);
    }

    @Test
    void supervisorWhoIsLetGoHearsATone() {
        LegId supervisor = joins(ANN, SupervisionMode.LISTEN);
        assertThat(wish(SupervisionWish.leave(Optional.of(ANN), BY)))
                .isEqualTo(SupervisionResult.DONE);
        assertThat(bench.engine).contains(new LegCommand.Part(supervisor, new BridgeId(call, 1)));
        hearsTheToneAndIsLetGo(supervisor);
        assertThat(bench.engaged).isEmpty();
    }

    @Test
    void callerWhoHangsUpEndsTheCallAndTheSupervisorHearsATone() {
        LegId supervisor = joins(ANN, SupervisionMode.WHISPER);
        hangsUp(caller);
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.SERVED);
        assertThat(bench.engaged).isEmpty();
        hearsTheToneAndIsLetGo(supervisor);
    }

    @Test
    void supervisorWhoHangsUpDuringTheToneIsNotEndedTwice() {
        LegId supervisor = joins(ANN, SupervisionMode.LISTEN);
        hangsUp(caller);
        hangsUp(supervisor);
        bench.loop.advance(Farewells.TONE);
        assertThat(bench.engine)
                .doesNotContain(new LegCommand.HangUp(supervisor, Cause.NORMAL_CLEARING));
    }

    @Test
    void agentWhoHangsUpLeavesTheCallerToTheScriptAndTheSupervisorHearsATone() {
        LegId supervisor = joins(ANN, SupervisionMode.LISTEN);
        bench.script = event -> List.of();
        hangsUp(agent);
        assertThat(bench.exchange.activeCalls()).isEqualTo(1);
        hearsTheToneAndIsLetGo(supervisor);
        hangsUp(caller);
    }

    @Test
    void supervisorFollowsTheCallerWhoIsHandedOn() {
        LegId supervisor = joins(ANN, SupervisionMode.WHISPER);
        bench.onLeg(new LegEvent.TransferWanted(agent, 7, new TransferTarget.Dialled("2002")));
        LegId colleague = bench.lastCommand(LegCommand.Dial.class).leg();
        hangsUp(agent);
        assertThat(deeds()).as("the caller is between two talks").endsWith("joined");
        bench.onLeg(new LegEvent.Answered(colleague));
        bench.loop.settle();
        assertThat(bench.engine)
                .endsWith(joined(supervisor, 2, new Audience.Only(Set.of(colleague))));
        hangsUp(supervisor);
        hangsUp(caller);
    }

    @Test
    void supervisorOfACallerWhomNobodyTakesIsLetGo() {
        LegId supervisor = joins(ANN, SupervisionMode.LISTEN);
        bench.onLeg(new LegEvent.TransferWanted(agent, 7, new TransferTarget.Dialled("70")));
        bench.loop.settle();
        assertThat(bench.exchange.parkedCallers()).isEqualTo(1);
        assertThat(deeds()).endsWith("left");
        bench.loop.advance(Farewells.TONE);
        assertThat(bench.engine).contains(new LegCommand.HangUp(supervisor, Cause.NORMAL_CLEARING));
        hangsUp(caller);
    }

    @Test
    void supervisorTakesTheCallerOverAndTheAgentIsFree() {
        LegId supervisor = joins(ANN, SupervisionMode.LISTEN);
        assertThat(wish(SupervisionWish.takeOver(Optional.empty(), BY)))
                .isEqualTo(SupervisionResult.DONE);
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING))
                .contains(joined(caller, 2, new Audience.Everyone()))
                .contains(joined(supervisor, 2, new Audience.Everyone()));
        assertThat(bench.last(QueueCommand.TalkEnded.class).agent()).isEqualTo(Bench.AGENT);
        assertThat(bench.engaged).containsOnlyKeys(ANN);
        assertThat(bench.fact(CallTransferred.class))
                .isEqualTo(new CallTransferred(Optional.of(Bench.AGENT), Optional.of(ANN), true));
        assertThat(bench.recorder.recorded).as("the recording begins anew").hasSize(2);
        CallSnapshot now = bench.exchange.overview().one(call).orElseThrow();
        assertThat(now.agent()).contains(ANN);
        assertThat(now.supervision()).isEmpty();
        hangsUp(supervisor);
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.SERVED);
    }

    @Test
    void otherSupervisorFollowsIntoTheTalkThatWasTakenOver() {
        joins(ANN, SupervisionMode.LISTEN);
        LegId bob = joins(BOB, SupervisionMode.LISTEN);
        assertThat(wish(SupervisionWish.takeOver(Optional.empty(), BY)))
                .isEqualTo(SupervisionResult.WHICH);
        assertThat(wish(SupervisionWish.takeOver(Optional.of(ANN), BY)))
                .isEqualTo(SupervisionResult.DONE);
        assertThat(bench.engine).endsWith(joined(bob, 2, new Audience.Nobody()));
    }

    @Test
    void twoMayListenAndOneOfThemSpeaks() {
        joins(ANN, SupervisionMode.WHISPER);
        joins(BOB, SupervisionMode.LISTEN);
        assertThat(wish(SupervisionWish.become(Optional.of(BOB), SupervisionMode.BARGE, BY)))
                .isEqualTo(SupervisionResult.OTHER_SPEAKS);
        assertThat(wish(SupervisionWish.ring(new AgentId("2007"), SupervisionMode.WHISPER, BY)))
                .isEqualTo(SupervisionResult.OTHER_SPEAKS);
        wish(SupervisionWish.become(Optional.of(ANN), SupervisionMode.LISTEN, BY));
        assertThat(wish(SupervisionWish.become(Optional.of(BOB), SupervisionMode.BARGE, BY)))
                .isEqualTo(SupervisionResult.DONE);
    }

    @Test
    void whatCannotBeHasItsName() {
        assertThat(wish(SupervisionWish.ring(new AgentId("2002"), SupervisionMode.LISTEN, BY)))
                .isEqualTo(SupervisionResult.NO_SUPERVISOR);
        assertThat(wish(SupervisionWish.ring(Bench.AGENT, SupervisionMode.LISTEN, BY)))
                .isEqualTo(SupervisionResult.NO_SUPERVISOR);
        for (String each : List.of("2005", "2006", "2007", "2008")) {
            rings(new AgentId(each), SupervisionMode.LISTEN);
        }
        assertThat(wish(SupervisionWish.ring(ANN, SupervisionMode.LISTEN, BY)))
                .isEqualTo(SupervisionResult.ALREADY);
        assertThat(wish(SupervisionWish.ring(BOB, SupervisionMode.LISTEN, BY)))
                .isEqualTo(SupervisionResult.TOO_MANY);
        assertThat(wish(SupervisionWish.takeOver(Optional.of(ANN), BY)))
                .as("its phone rings still")
                .isEqualTo(SupervisionResult.NOT_IN_TALK);
        hangsUp(caller);
        assertThat(wish(SupervisionWish.ring(ANN, SupervisionMode.LISTEN, BY)))
                .isEqualTo(SupervisionResult.NO_CALL);
        caller = bench.waiting();
        call = bench.call();
        assertThat(wish(SupervisionWish.ring(ANN, SupervisionMode.LISTEN, BY)))
                .isEqualTo(SupervisionResult.NO_TALK);
        assertThat(wish(SupervisionWish.requeue(BY))).isEqualTo(SupervisionResult.NO_TALK);
        hangsUp(caller);
    }

    @Test
    void callerIsNotTakenOverWhileItIsHandedOn() {
        joins(ANN, SupervisionMode.LISTEN);
        bench.onLeg(new LegEvent.TransferWanted(agent, 7, new TransferTarget.Dialled("2002")));
        bench.loop.settle();
        assertThat(wish(SupervisionWish.takeOver(Optional.empty(), BY)))
                .isEqualTo(SupervisionResult.HANDED_ON);
        assertThat(wish(SupervisionWish.requeue(BY))).isEqualTo(SupervisionResult.HANDED_ON);
        hangsUp(caller);
    }

    @Test
    void supervisorWhoseConfigurationRefusesTransfersIsToldSo() {
        LegId supervisor = joins(ANN, SupervisionMode.LISTEN);
        bench.onLeg(new LegEvent.TransferWanted(supervisor, 3, new TransferTarget.Dialled("2002")));
        assertThat(bench.engine)
                .endsWith(
                        new LegCommand.TellTransfer(
                                supervisor, 3, new TransferProgress.Failed(Cause.CALL_REJECTED)));
    }

    @Test
    void phoneThatDoesNotAnswerIsRungNoMoreAndTheTalkGoesOn() {
        LegId supervisor = rings(ANN, SupervisionMode.LISTEN);
        bench.loop.advance(Duration.ofSeconds(20));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(supervisor, Cause.NORMAL_CLEARING));
        assertThat(deeds()).containsExactly("asked", "no-answer");
        LegId bob = rings(BOB, SupervisionMode.LISTEN);
        bench.onLeg(new LegEvent.Ended(bob, Cause.USER_BUSY, LegOutcome.REFUSED, "486"));
        assertThat(deeds()).endsWith("busy");
        assertThat(bench.exchange.activeCalls()).isEqualTo(1);
    }

    @Test
    void phoneThatAnswersWhenTheTalkIsOverIsLetGo() {
        LegId supervisor = rings(ANN, SupervisionMode.LISTEN);
        bench.script = event -> List.of();
        hangsUp(agent);
        bench.onLeg(new LegEvent.Answered(supervisor));
        bench.loop.settle();
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(supervisor, Cause.NORMAL_CLEARING));
        hangsUp(caller);
    }

    private LegId dials(AgentId who, String number) {
        LegEvent.Arrived arrival =
                new LegEvent.Arrived(
                        bench.legs.next(),
                        List.of(),
                        number,
                        new ArrivalOrigin(
                                "", false, who.value(), Optional.empty(), Optional.empty(), ""),
                        "p");
        if (bench.plan.supervisor(who).isPresent() && number.endsWith("2001")) {
            assertThat(bench.exchange.beside(arrival)).as("one media loop").contains(caller);
        }
        bench.onLeg(arrival);
        bench.loop.settle();
        return arrival.leg();
    }

    @Test
    void supervisorDialsACodeAndAnExtensionAndIsInThatAgentsTalk() {
        LegId supervisor = dials(ANN, "*822001");
        assertThat(bench.engine).endsWith(new LegCommand.Answer(supervisor));
        bench.onLeg(new LegEvent.Answered(supervisor));
        bench.loop.settle();
        assertThat(bench.engine).endsWith(joined(supervisor, 1, new Audience.Only(Set.of(agent))));
        assertThat(bench.exchange.activeCalls()).isEqualTo(1);
        LegId second = dials(BOB, "*832001");
        assertThat(bench.engine).endsWith(new LegCommand.Reject(second, Cause.USER_BUSY));
    }

    @Test
    void codeOfAnAgentWhoDoesNotTalkOrByWhoIsNoSupervisorLeadsNowhere() {
        LegId nobody = dials(ANN, "*812003");
        assertThat(bench.engine).endsWith(new LegCommand.Reject(nobody, Cause.NO_USER_RESPONDING));
        LegId agents = dials(new AgentId("2002"), "*812001");
        assertThat(bench.engine).endsWith(new LegCommand.Reject(agents, Cause.CALL_REJECTED));
    }

    @Test
    void agentWhoCalledAQueueItselfCannotBeRelievedOfItsOwnCall() {
        hangsUp(caller);
        LegId own = dials(new AgentId("2003"), "1000");
        bench.onLeg(new LegEvent.Answered(own));
        bench.loop.settle();
        agent = bench.offer("o2");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        call = bench.call();
        LegId supervisor = dials(ANN, "*822003");
        bench.onLeg(new LegEvent.Answered(supervisor));
        bench.loop.settle();
        assertThat(wish(SupervisionWish.takeOver(Optional.empty(), BY)))
                .isEqualTo(SupervisionResult.NO_AGENT);
        assertThat(bench.engine)
                .doesNotContain(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        hangsUp(own);
    }

    @Test
    void callOfAnAgentIsSupervisedByWhomeverIsMeantAndTakenOver() {
        LegId own = dials(new AgentId("2003"), "2004");
        LegId other = bench.lastCommand(LegCommand.Dial.class).leg();
        bench.onLeg(new LegEvent.Answered(other));
        bench.onLeg(new LegEvent.Answered(own));
        bench.loop.settle();
        call = bench.call();
        LegId supervisor = dials(ANN, "*822003");
        bench.onLeg(new LegEvent.Answered(supervisor));
        bench.loop.settle();
        assertThat(bench.engine).endsWith(joined(supervisor, 1, new Audience.Only(Set.of(own))));
        assertThat(wish(SupervisionWish.takeOver(Optional.empty(), BY)))
                .isEqualTo(SupervisionResult.DONE);
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(own, Cause.NORMAL_CLEARING))
                .contains(joined(other, 2, new Audience.Everyone()))
                .contains(joined(supervisor, 2, new Audience.Everyone()));
        hangsUp(other);
    }

    @Test
    void callIsEndedFromOutsideAfterItsLastWordsOrGoesBackToItsQueue() {
        assertThat(wish(SupervisionWish.requeue(BY))).isEqualTo(SupervisionResult.DONE);
        assertThat(bench.engine).contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.acd.getLast())
                .isInstanceOfSatisfying(
                        QueueCommand.Join.class,
                        join -> assertThat(join.again()).as("let in before").isTrue());
        assertThat(bench.fact(CallDirected.class)).isEqualTo(new CallDirected("requeue", BY));
        bench.script = event -> List.of(new ScriptCommand.HangUp(Cause.NORMAL_CLEARING));
        assertThat(wish(SupervisionWish.hangUp(BY))).isEqualTo(SupervisionResult.DONE);
        assertThat(bench.ended).hasSize(1);
        assertThat(bench.fact(CallDirected.class)).isEqualTo(new CallDirected("hang-up", BY));
    }

    /** The script says its last words, which a second supervisor does not cut off. */
    @Test
    void twoWhoEndACallAtOnceEndItOnce() {
        bench.script = event -> List.of();
        assertThat(wish(SupervisionWish.hangUp(BY))).isEqualTo(SupervisionResult.DONE);
        assertThat(wish(SupervisionWish.hangUp("api eva"))).isEqualTo(SupervisionResult.DONE);
        assertThat(wish(SupervisionWish.requeue("api eva"))).isEqualTo(SupervisionResult.NO_TALK);
        assertThat(bench.ended).as("its last words").isEmpty();
        bench.loop.advance(StopCall.LAST_WORDS);
        assertThat(bench.ended).hasSize(1);
        assertThat(
                        bench.journal.stream()
                                .map(entry -> entry.fact())
                                .filter(CallDirected.class::isInstance))
                .containsExactly(new CallDirected("hang-up", BY));
    }

    @Test
    void overviewSaysWhatEachCallerIsBusyWith() {
        CallSnapshot talk = bench.exchange.overview().one(call).orElseThrow();
        assertThat(talk.activity()).isEqualTo(CallActivity.TALKING);
        assertThat(talk.agent()).contains(Bench.AGENT);
        assertThat(talk.queue()).contains(new QueueName("sales"));
        assertThat(talk.caller()).contains(new PhoneNumber("+989121234567"));
        rings(ANN, SupervisionMode.WHISPER);
        assertThat(bench.exchange.overview().one(call).orElseThrow().supervision())
                .containsExactly(new Supervision(ANN, SupervisionMode.WHISPER, false));
        LegId second = bench.waiting();
        assertThat(bench.exchange.overview().all())
                .extracting(CallSnapshot::activity)
                .containsExactlyInAnyOrder(CallActivity.TALKING, CallActivity.WAITING);
        bench.offer("o2");
        assertThat(bench.exchange.overview().all())
                .extracting(CallSnapshot::activity)
                .containsExactlyInAnyOrder(CallActivity.TALKING, CallActivity.RINGING);
        hangsUp(second);
    }
}
