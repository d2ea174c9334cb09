package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.engine.RungFor;
import zarang.call.engine.TransferProgress;
import zarang.call.engine.TransferTarget;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallbackTried;
import zarang.call.fact.Subject;
import zarang.call.plan.DialPlan;
import zarang.call.plan.Route;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.recording.RecordedTalk.Direction;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ServiceAnswer;
import zarang.call.verb.CallbackTask;

/** An agent is reserved, rung, and calls somebody back. */
class ReturnCallTest {
    private static final QueueName SALES = new QueueName("sales");
    private static final PhoneNumber ANN = new PhoneNumber("+989121234567");
    private static final CallbackTask TASK = new CallbackTask("cb1", SALES, ANN, Tier.GOLD, "en");
    private static final Subject SUBJECT = new Subject("callback", "cb1");
    private static final OfferId OFFER = new OfferId("o1");
    private static final Duration RING = Duration.ofSeconds(30);

    private final Bench bench = new Bench();
    private CompletionStage<ServiceAnswer> word =
            CompletableFuture.completedFuture(new ServiceAnswer.Given(CallbackArguments.GO));
    private Route.ToSomebody route =
            new Route.Outside(new DialTarget.Outside(ANN.e164(), List.of("carrier")), RING);

    @BeforeEach
    void queuesMayCall() {
        bench.services.put(CallbackArguments.TRY_SERVICE, question -> word);
        bench.plan =
                new DialPlan() {
                    @Override
                    public Route route(CallId call, AgentId agent, String dialled) {
                        return DialPlan.CLOSED.route(call, agent, dialled);
                    }

                    @Override
                    public Route.ToSomebody routeOfCallback(
                            CallId call, QueueName queue, PhoneNumber number) {
                        return queue.equals(SALES) && number.equals(ANN)
                                ? route
                                : DialPlan.CLOSED.routeOfCallback(call, queue, number);
                    }
                };
    }

    private LegId rung() {
        return bench.lastCommand(LegCommand.Dial.class).leg();
    }

    private void on(LegEvent event) {
        bench.onLeg(event);
        bench.loop.settle();
    }

    private static LegEvent.Ended hungUp(LegId leg) {
        return new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, "");
    }

    private LegId agentThere() {
        LegId agent = bench.offer(TASK, "o1");
        on(new LegEvent.Answered(agent));
        return agent;
    }

    @Test
    void agentIsRungThenWhoAskedAndTheTwoTalkAndAreRecorded() {
        LegId agent = bench.offer(TASK, "o1");
        assertThat(bench.lastCommand(LegCommand.Dial.class).target())
                .isEqualTo(new DialTarget.Registered("2001"));
        assertThat(bench.lastCommand(LegCommand.Dial.class).shown().rungFor())
                .isEqualTo(RungFor.CALL_BACK);
        assertThat(bench.lastCommand(LegCommand.Dial.class).shown().user()).isEqualTo(ANN.e164());
        on(new LegEvent.Answered(agent));
        assertThat(bench.acd)
                .containsExactly(new QueueCommand.OfferAnswered(SUBJECT, OFFER, Bench.AGENT));
        LegId ann = rung();
        assertThat(ann).isNotEqualTo(agent);
        assertThat(bench.lastCommand(LegCommand.Play.class))
                .isEqualTo(new LegCommand.Play(agent, 1, List.of("call-back"), "", false));
        on(new LegEvent.PlayFinished(agent, 1));
        assertThat(bench.lastCommand(LegCommand.Play.class))
                .isEqualTo(new LegCommand.Play(agent, 2, List.of("tone:ringback"), "", true));
        assertThat(bench.lastCommand(LegCommand.Dial.class).target())
                .isEqualTo(new DialTarget.Outside(ANN.e164(), List.of("carrier")));
        on(new LegEvent.Answered(ann));
        assertThat(bench.recorder.recorded)
                .singleElement()
                .satisfies(talk -> {
                    assertThat(talk.direction()).isEqualTo(Direction.OUTBOUND);
                    assertThat(talk.queue()).contains(SALES);
                });
        bench.loop.advance(Duration.ofSeconds(40));
        on(hungUp(ann));
        assertThat(bench.acd).endsWith(new QueueCommand.TalkEnded(SUBJECT, OFFER, Bench.AGENT));
        assertThat(bench.facts())
                .containsExactly(
                        "call.started",
                        "agent.offered",
                        "call.connected",
                        "call.dialled",
                        "callback.tried",
                        "call.talked",
                        "call.ended");
        CallStarted started = bench.fact(CallStarted.class);
        assertThat(started.callback()).contains("cb1");
        assertThat(started.caller()).contains(ANN);
        assertThat(started.agent()).contains(Bench.AGENT);
        CallEnded ended = bench.fact(CallEnded.class);
        assertThat(ended.caller()).contains(ANN);
        assertThat(ended.queue()).contains(SALES);
        assertThat(ended.answered()).isTrue();
        assertThat(ended.times().talkMs()).isEqualTo(40_000);
        assertThat(ended.termination().result()).isEqualTo(Result.SERVED);
    }

    @Test
    void agentIsFreeAtOnceIfNobodyAnswers() {
        LegId agent = agentThere();
        LegId ann = rung();
        bench.loop.advance(RING);
        assertThat(bench.engine).contains(new LegCommand.HangUp(ann, Cause.NO_ANSWER));
        assertThat(bench.acd).endsWith(new QueueCommand.NobodyThere(SUBJECT, OFFER, Bench.AGENT));
        assertThat(bench.fact(CallbackTried.class).outcome()).isEqualTo("no-answer");
        assertThat(bench.ended)
                .containsExactly(
                        new CallTermination(
                                Result.NOT_ANSWERED,
                                Party.CALLED,
                                Cause.NO_ANSWER,
                                "called party did not answer"));
        bench.loop.advance(Duration.ofSeconds(2));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
    }

    @Test
    void busyAndWrongNumbersAreToldApart() {
        agentThere();
        on(new LegEvent.Ended(rung(), Cause.USER_BUSY, LegOutcome.REFUSED, "486"));
        assertThat(bench.fact(CallbackTried.class).outcome()).isEqualTo("busy");
        bench.loop.advance(Duration.ofSeconds(2));
        agentThere();
        on(new LegEvent.Ended(rung(), Cause.UNALLOCATED_NUMBER, LegOutcome.REFUSED, "404"));
        assertThat(bench.fact(CallbackTried.class).outcome()).isEqualTo("wrong-number");
        assertThat(bench.fact(CallDialled.class).outcome()).isEqualTo("unreachable");
        bench.loop.advance(Duration.ofSeconds(2));
    }

    @Test
    void nobodyIsDialledBeforeTheTryIsCounted() {
        CompletableFuture<ServiceAnswer> counted = new CompletableFuture<>();
        word = counted;
        LegId agent = agentThere();
        assertThat(rung()).isEqualTo(agent);
        counted.complete(new ServiceAnswer.Given(CallbackArguments.GO));
        bench.loop.settle();
        assertThat(rung()).isNotEqualTo(agent);
    }

    @Test
    void agentIsLetGoIfTheTryCannotBeCounted() {
        word = new CompletableFuture<>();
        LegId agent = agentThere();
        bench.loop.advance(Duration.ofSeconds(2));
        assertThat(rung()).isEqualTo(agent);
        assertThat(bench.fact(CallbackTried.class).outcome()).isEqualTo("not-now");
        assertThat(bench.acd).endsWith(new QueueCommand.NobodyThere(SUBJECT, OFFER, Bench.AGENT));
        assertThat(bench.ended).hasSize(1);
        bench.loop.advance(Duration.ofSeconds(2));
    }

    @Test
    void numberThatSomebodyElseHasForNowIsNotDialled() {
        word = CompletableFuture.completedFuture(new ServiceAnswer.Given("not-now"));
        LegId agent = agentThere();
        assertThat(rung()).isEqualTo(agent);
        assertThat(bench.acd).endsWith(new QueueCommand.NobodyThere(SUBJECT, OFFER, Bench.AGENT));
        bench.loop.advance(Duration.ofSeconds(2));
    }

    @Test
    void numberThatNoRuleAllowsIsNotDialled() {
        route = new Route.Refused(Cause.CALL_REJECTED, "no-rule");
        LegId agent = agentThere();
        assertThat(rung()).isEqualTo(agent);
        assertThat(bench.fact(CallbackTried.class).outcome()).isEqualTo("no-rule");
        bench.loop.advance(Duration.ofSeconds(2));
    }

    @Test
    void agentWhoHangsUpMeanwhileEndsTheRinging() {
        LegId agent = agentThere();
        LegId ann = rung();
        on(hungUp(agent));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(ann, Cause.NORMAL_CLEARING));
        assertThat(bench.fact(CallbackTried.class).outcome()).isEqualTo("cancelled");
        assertThat(bench.acd).endsWith(new QueueCommand.TalkEnded(SUBJECT, OFFER, Bench.AGENT));
    }

    @Test
    void agentWhoWaitsForWhomItCallsIsToldThatItCannotHandOn() {
        LegId agent = agentThere();
        on(new LegEvent.TransferWanted(agent, 1, new TransferTarget.Dialled("2002")));
        assertThat(bench.engine)
                .endsWith(
                        new LegCommand.TellTransfer(
                                agent, 1, new TransferProgress.Failed(Cause.CALL_REJECTED)));
        on(hungUp(agent));
    }

    @Test
    void agentWhoDoesNotAnswerEndsTheCallAndTheFloorKnows() {
        bench.offer(TASK, "o1");
        bench.loop.advance(Duration.ofSeconds(20));
        assertThat(bench.acd)
                .containsExactly(
                        new QueueCommand.OfferFailed(
                                SUBJECT, OFFER, Bench.AGENT, QueueCommand.OfferFailure.NO_ANSWER));
        assertThat(bench.ended).hasSize(1);
        assertThat(bench.facts()).doesNotContain("callback.tried");
    }

    @Test
    void offerThatIsTakenBackEndsTheCall() {
        LegId agent = bench.offer(TASK, "o1");
        CallId call = bench.call();
        bench.exchange.onQueue(call, new QueueEvent.OfferRevoked(SUBJECT, OFFER));
        bench.takenBack(OFFER);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.ended).hasSize(1);
    }

    @Test
    void drainLetsTheAgentGoWhereverTheCallIs() {
        bench.offer(TASK, "o1");
        bench.exchange.drain(Duration.ZERO, () -> {});
        bench.loop.settle();
        bench.loop.advance(Duration.ofMillis(1));
        assertThat(bench.acd)
                .containsExactly(
                        new QueueCommand.Leave(SUBJECT, QueueCommand.LeaveReason.CALL_FAILED));
        assertThat(bench.ended).hasSize(1);
        assertThat(
                        bench.exchange.callBack(
                                TASK,
                                new QueueEvent.Offered(
                                        SUBJECT,
                                        OFFER,
                                        Bench.AGENT,
                                        new DialTarget.Registered("2001"),
                                        RING)))
                .isEqualTo(Optional.empty());
    }

    @Test
    void drainWhileWhoAskedRingsSaysThatItWasRungInVain() {
        LegId agent = agentThere();
        LegId ann = rung();
        bench.exchange.drain(Duration.ZERO, () -> {});
        bench.loop.settle();
        bench.loop.advance(Duration.ofMillis(1));
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(ann, Cause.NORMAL_CLEARING))
                .contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.facts())
                .containsExactly(
                        "call.started",
                        "agent.offered",
                        "call.dialled",
                        "callback.tried",
                        "call.ended");
        assertThat(bench.fact(CallDialled.class).outcome()).isEqualTo("cancelled");
        assertThat(bench.fact(CallbackTried.class).outcome()).isEqualTo("cancelled");
    }

    @Test
    void whoWasCalledBackWaitsOnIfTheAgentsPhoneIsLost() {
        LegId agent = agentThere();
        LegId ann = rung();
        on(new LegEvent.Answered(ann));
        on(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        assertThat(bench.last(QueueCommand.Join.class).queue()).isEqualTo(SALES);
        assertThat(bench.last(QueueCommand.Join.class).subject())
                .isEqualTo(Subject.of(bench.call()));
        assertThat(bench.ended).isEmpty();
        LegCommand.Play lost = bench.lastCommand(LegCommand.Play.class);
        assertThat(lost.leg()).isEqualTo(ann);
        assertThat(lost.prompts()).containsExactly("agent-lost");
        assertThat(lost.language()).isEqualTo("en");
        on(new LegEvent.PlayFinished(ann, lost.play()));
        assertThat(bench.lastCommand(LegCommand.Play.class).prompts())
                .containsExactly("hold-music");
        on(hungUp(ann));
        assertThat(bench.ended).hasSize(1);
    }

    @Test
    void whoWasCalledBackAndWaitedOnIsServedByTheNextAgent() {
        LegId agent = agentThere();
        LegId ann = rung();
        on(new LegEvent.Answered(ann));
        on(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        bench.exchange.onQueue(new QueueEvent.Placed(bench.call(), SALES, 1, Optional.empty()));
        assertThat(bench.ended).as("where it stands ends nothing").isEmpty();
        LegId next = bench.offer("o2");
        on(new LegEvent.Answered(next));
        on(hungUp(next));
        assertThat(bench.ended)
                .containsExactly(
                        new CallTermination(
                                Result.SERVED,
                                Party.AGENT,
                                Cause.NORMAL_CLEARING,
                                "agent hung up"));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(ann, Cause.NORMAL_CLEARING));
    }

    @Test
    void whoWasCalledBackAndWaitedInVainIsToldApart() {
        LegId agent = agentThere();
        on(new LegEvent.Answered(rung()));
        on(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        bench.exchange.onQueue(new QueueEvent.Over(bench.call(), QueueEvent.Outcome.MAX_WAIT));
        bench.loop.settle();
        assertThat(bench.ended)
                .containsExactly(
                        new CallTermination(
                                Result.SERVED,
                                Party.ZARANG,
                                Cause.NORMAL_CLEARING,
                                "queue was left: max-wait"));
    }
}
