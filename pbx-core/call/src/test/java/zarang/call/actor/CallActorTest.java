package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import zarang.call.Audience;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Party;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.CallerShown;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.engine.TransferTarget;
import zarang.call.fact.CallEnded;
import zarang.call.fact.OfferFailed;
import zarang.call.queue.CallerWants;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.call.recording.RecordedTalk;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ServiceAnswer;

class CallActorTest {
    private static final Audience EVERYONE = new Audience.Everyone();

    private final Bench bench = new Bench();

    @Test
    void memberIsQueuedByTierTalksIsRecordedAndEveryFactIsWrittenOnceInOrder() { // CC17 CC18 CC19
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Ringing(agent));
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.advance(Duration.ofSeconds(30));
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));

        assertThat(bench.facts())
                .containsExactly(
                        "call.started",
                        "call.connected",
                        "caller.identified",
                        "queue.joined",
                        "agent.offered",
                        "call.answered",
                        "call.talked",
                        "call.ended");
        assertThat(bench.journal).extracting(entry -> entry.id()).doesNotHaveDuplicates();
        assertThat(bench.last(QueueCommand.Join.class).tier()).isEqualTo(Tier.GOLD);
        assertThat(bench.engine)
                .contains(
                        new LegCommand.Join(caller, bench.bridge(1), EVERYONE),
                        new LegCommand.Join(agent, bench.bridge(1), EVERYONE),
                        new LegCommand.StopRecording(caller, bench.bridge(1)))
                .endsWith(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        CallEnded ended = bench.fact(CallEnded.class);
        assertThat(ended.times().talkMs()).isEqualTo(30_000);
        assertThat(ended.answered()).isTrue();
        assertThat(ended.member()).contains(Bench.GOLD.id());
        assertThat(ended.termination().result()).isEqualTo(Result.SERVED);
        assertThat(ended.termination().party()).isEqualTo(Party.CALLER);
    }

    @Test
    void recordingSaysWhatItIsOfWithTheCallsOwnTimes() {
        Instant start = bench.loop.instant();
        LegId caller = bench.arrive();
        bench.loop.advance(Duration.ofSeconds(2));
        bench.onLeg(new LegEvent.Answered(caller));
        bench.loop.settle();
        QueueName queue = bench.last(QueueCommand.Join.class).queue();
        bench.exchange.onQueue(new QueueEvent.Joined(bench.call(), queue, 1));
        bench.loop.advance(Duration.ofSeconds(5));
        LegId agent = bench.offer("o1");
        bench.loop.advance(Duration.ofSeconds(3));
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        assertThat(bench.recorder.recorded)
                .containsExactly(
                        new RecordedTalk(
                                Optional.of(queue),
                                Bench.AGENT,
                                RecordedTalk.Direction.INBOUND,
                                start,
                                Optional.of(start.plusSeconds(2)),
                                start.plusSeconds(10)));
        hangUp(caller);
    }

    @Test
    void aCallerWhoIsNoMemberHasTheClubsLowestTierWhateverItIsCalled() {
        bench.club.lowestTier = new Tier("blue");
        bench.directory = CompletableFuture.completedFuture(new ServiceAnswer.Given("unknown"));
        LegId caller = bench.waiting();
        assertThat(bench.last(QueueCommand.Join.class).tier()).isEqualTo(new Tier("blue"));
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
    }

    @Test
    void connectedTimeCountsFromTheAnswerAndIsNothingWithoutOne() {
        LegId caller = bench.arrive();
        bench.loop.advance(Duration.ofSeconds(7));
        bench.onLeg(new LegEvent.Answered(caller));
        bench.loop.advance(Duration.ofMillis(300));
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        CallEnded ended = bench.fact(CallEnded.class);
        assertThat(ended.times().durationMs()).isEqualTo(7_300);
        assertThat(ended.times().connectedMs()).isEqualTo(300);

        LegId gone = bench.arrive();
        bench.loop.advance(Duration.ofSeconds(7));
        bench.onLeg(new LegEvent.Ended(gone, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.fact(CallEnded.class).times().connectedMs()).isZero();
    }

    @Test
    void callerAbandoningWhileAgentRingsCancelsTheAgentLegAndFreesTheAgent() {
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));

        assertThat(bench.engine).endsWith(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.last(QueueCommand.Leave.class).reason())
                .isEqualTo(QueueCommand.LeaveReason.ABANDONED);
        assertThat(bench.ended)
                .extracting(end -> end.result())
                .containsExactly(Result.ABANDONED_IN_QUEUE);
        bench.onLeg(new LegEvent.Answered(agent)); // the 200 that crossed the CANCEL
        assertThat(bench.facts())
                .endsWith("queue.left", "call.ended")
                .doesNotContain("call.answered");
    }

    @Test
    void agentWhoDoesNotAnswerInTimeReturnsTheCallerToTheQueueAndTheNextOfferIsDialledAnew() {
        LegId caller = bench.waiting();
        LegId first = bench.offer("o1");
        bench.loop.advance(Duration.ofSeconds(20));

        assertThat(bench.engine).endsWith(new LegCommand.HangUp(first, Cause.NO_ANSWER));
        assertThat(bench.last(QueueCommand.OfferFailed.class).failure())
                .isEqualTo(OfferFailure.NO_ANSWER);
        LegId second = bench.offer("o2");
        assertThat(second).isNotEqualTo(first);
        bench.onLeg(new LegEvent.Ended(first, Cause.NO_ANSWER, LegOutcome.RELEASED, "487"));
        bench.onLeg(new LegEvent.Answered(second));
        assertThat(bench.engine).contains(new LegCommand.Join(second, bench.bridge(1), EVERYONE));
        hangUp(caller);
    }

    @Test
    void agentLegThatIsLostPutsTheCallerBackAtItsOldPlace() {
        LegId caller = bench.waiting();
        QueueCommand.Join first = bench.last(QueueCommand.Join.class);
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.advance(Duration.ofSeconds(10));
        bench.onLeg(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));

        assertThat(bench.last(QueueCommand.Join.class)).isEqualTo(Bench.again(first));
        assertThat(bench.recorder.open).isZero();
        assertThat(bench.lastCommand(LegCommand.Play.class).prompts()).containsExactly("music");
        hangUp(caller);
    }

    @Test
    void callerWhoseAgentIsLostHearsWhyAndThenMusicAndAnybodyWhoAnswersMeanwhile() {
        bench.script =
                event ->
                        event instanceof ScriptEvent.Told
                                ? List.of(
                                        new ScriptCommand.JoinQueue(
                                                new QueueName("sales"),
                                                List.of("welcome"),
                                                "music",
                                                "fa",
                                                List.of("agent-lost"),
                                                CallerWants.NOTHING))
                                : new LookUpThenQueue().apply(event);
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.onLeg(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        LegCommand.Play why = bench.lastCommand(LegCommand.Play.class);
        assertThat(why.prompts()).containsExactly("agent-lost");
        assertThat(why.loop()).isFalse();
        bench.onLeg(new LegEvent.PlayFinished(caller, why.play()));
        assertThat(bench.lastCommand(LegCommand.Play.class).prompts()).containsExactly("music");
        LegId second = bench.offer("o2");
        bench.onLeg(new LegEvent.Answered(second));
        bench.onLeg(new LegEvent.Ended(second, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        LegId third = bench.offer("o3");
        bench.onLeg(new LegEvent.Answered(third));
        assertThat(bench.engine)
                .as("in the midst of it")
                .contains(new LegCommand.Join(third, bench.bridge(3), EVERYONE));
        hangUp(caller);
    }

    @Test
    void phoneShowsWhatWasPressedAlsoWhenTheCallerIsHandedOn() {
        bench.plan = new AgentsPlan();
        bench.script =
                event ->
                        event instanceof ScriptEvent.Told
                                ? List.of(
                                        new ScriptCommand.NoteInput("menu", "no-match"),
                                        new ScriptCommand.NoteInput("count", "3"),
                                        new ScriptCommand.NoteInput("menu", "12", true),
                                        new ScriptCommand.NoteInput("more", "*", true),
                                        new ScriptCommand.JoinQueue(
                                                new QueueName("sales"), List.of(), "music", "fa"))
                                : new LookUpThenQueue().apply(event);
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        CallerShown offered = bench.lastCommand(LegCommand.Dial.class).shown();
        assertThat(offered.pressed()).isEqualTo("12-*");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.onLeg(new LegEvent.TransferWanted(agent, 1, new TransferTarget.Dialled("2002")));
        CallerShown handedOn = bench.lastCommand(LegCommand.Dial.class).shown();
        assertThat(handedOn).isEqualTo(offered.by(Bench.AGENT));
        assertThat(handedOn.queue()).contains(new QueueName("sales"));
        assertThat(handedOn.tier()).isPresent();
        hangUp(caller);
    }

    @Test
    void agentHangingUpLetsTheScriptGoOn() {
        bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.onLeg(new LegEvent.Ended(agent, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));

        assertThat(bench.last(QueueCommand.TalkEnded.class).agent()).isEqualTo(Bench.AGENT);
        assertThat(bench.ended).extracting(end -> end.party()).containsExactly(Party.ZARANG);
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.SERVED);
    }

    @Test
    void offerThatIsRevokedStopsTheRingingAndTheCallerWaitsOn() {
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.revoke(bench.call(), "o0");
        assertThat(bench.engine).as("another offer").noneMatch(LegCommand.HangUp.class::isInstance);
        bench.revoke(bench.call(), "o1");
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.fact(OfferFailed.class).reason()).isEqualTo("revoked");
        LegId next = bench.offer("o2");
        bench.onLeg(new LegEvent.Answered(next));
        assertThat(bench.engine).contains(new LegCommand.Join(next, bench.bridge(1), EVERYONE));
        hangUp(caller);
    }

    @Test
    void ofSeveralAgentsWhoRingTheFirstToAnswerHasTheCallerAndTheOthersHearThatItIsAnswered() {
        LegId caller = bench.waiting();
        LegId ann = bench.offer("o1");
        LegId bob = bench.offer("o2");
        LegId dan = bench.offer("o3");
        bench.onLeg(new LegEvent.Ended(ann, Cause.CALL_REJECTED, LegOutcome.REFUSED, ""));
        assertThat(bench.last(QueueCommand.OfferFailed.class).offer().value()).isEqualTo("o1");
        assertThat(bench.engine)
                .as("the others ring")
                .noneMatch(LegCommand.HangUp.class::isInstance);
        bench.takenBack(new OfferId("o3"));
        bench.onLeg(new LegEvent.Answered(bob));
        bench.onLeg(new LegEvent.Answered(dan));
        assertThat(bench.engine)
                .contains(
                        new LegCommand.HangUp(dan, Cause.ANSWERED_ELSEWHERE),
                        new LegCommand.Join(bob, bench.bridge(1), EVERYONE))
                .doesNotContain(new LegCommand.Join(dan, bench.bridge(1), EVERYONE));
        assertThat(bench.last(QueueCommand.OfferAnswered.class).offer().value()).isEqualTo("o2");
        assertThat(bench.fact(OfferFailed.class).reason()).isEqualTo(OfferFailed.ELSEWHERE);
        assertThat(bench.fact(OfferFailed.class).isMiss()).isFalse();
        hangUp(caller);
    }

    @Test
    void scriptThatHangsUpWhileItsCallerWaitsGivesPlaceAndAgentBack() {
        bench.waiting();
        LegId agent = bench.offer("o1");
        bench.script = event -> List.of(new ScriptCommand.HangUp(Cause.NORMAL_CLEARING));
        bench.onLeg(new LegEvent.Digit(bench.recentLeg(1), '5'));
        assertThat(bench.engine).contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.last(QueueCommand.Leave.class).reason())
                .isEqualTo(QueueCommand.LeaveReason.CALL_FAILED);
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.FAILED);
    }

    @Test
    void busyAgentIsReportedAsBusyAndTheCallerWaitsOn() {
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Ended(agent, Cause.USER_BUSY, LegOutcome.REFUSED, "486"));
        assertThat(bench.last(QueueCommand.OfferFailed.class).failure())
                .isEqualTo(OfferFailure.BUSY);
        assertThat(bench.fact(OfferFailed.class).reason()).isEqualTo("busy");
        hangUp(caller);
    }

    /** Somebody is there, and does not want to be rung: no miss. What nobody says stays one. */
    @Test
    void agentWhosePhoneIsToldNotToDisturbHasRejected() {
        LegId caller = bench.waiting();
        bench.onLeg(
                new LegEvent.Ended(
                        bench.offer("o1"),
                        Cause.NO_USER_RESPONDING,
                        LegOutcome.DO_NOT_DISTURB,
                        "480"));
        assertThat(bench.last(QueueCommand.OfferFailed.class).failure())
                .isEqualTo(OfferFailure.REJECTED);
        assertThat(bench.fact(OfferFailed.class).reason()).isEqualTo("do-not-disturb");
        bench.onLeg(
                new LegEvent.Ended(
                        bench.offer("o2"), Cause.NO_USER_RESPONDING, LegOutcome.SILENT, "408"));
        assertThat(bench.last(QueueCommand.OfferFailed.class).failure())
                .isEqualTo(OfferFailure.UNREACHABLE);
        bench.onLeg(
                new LegEvent.Ended(
                        bench.offer("o3"), Cause.NO_USER_RESPONDING, LegOutcome.NOT_RUNG, "480"));
        assertThat(bench.last(QueueCommand.OfferFailed.class).failure())
                .as("no phone at all")
                .isEqualTo(OfferFailure.UNREACHABLE);
        hangUp(caller);
    }

    @Test
    void callerLeavingByKeyWhileAgentRingsLetsTheAgentGo() {
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Digit(caller, '*'));
        assertThat(bench.engine).contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.last(QueueCommand.Leave.class).reason())
                .isEqualTo(QueueCommand.LeaveReason.LEFT_BY_KEY);
    }

    @Test
    void callerIsInTheQueueWhileTheAnnouncementPlaysAndTheMusicFollowsIt() {
        bench.script = new LookUpThenQueue("connecting");
        LegId caller = bench.waiting();
        LegCommand.Play words = bench.lastCommand(LegCommand.Play.class);
        assertThat(words.prompts()).containsExactly("connecting");
        assertThat(words.loop()).isFalse();
        bench.offer("o1"); // a free agent rings at once
        bench.onLeg(new LegEvent.PlayFinished(caller, words.play()));

        LegCommand.Play music = bench.lastCommand(LegCommand.Play.class);
        assertThat(music.prompts()).containsExactly("music");
        assertThat(music.loop()).isTrue();
        hangUp(caller);
    }

    @Test
    void agentWhoAnswersDuringTheAnnouncementIsHeardAndNoMusicFollows() {
        bench.script = new LookUpThenQueue("connecting");
        LegId caller = bench.waiting();
        LegCommand.Play words = bench.lastCommand(LegCommand.Play.class);
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.onLeg(new LegEvent.PlayFinished(caller, words.play()));
        assertThat(bench.lastCommand(LegCommand.Play.class)).isEqualTo(words);
        hangUp(caller);
    }

    @Test
    void leaveKeyThatWasPressedInATalkStillLeavesTheQueueAfterIt() {
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.onLeg(new LegEvent.Digit(caller, '*'));
        assertThat(bench.acd).noneMatch(QueueCommand.Leave.class::isInstance);
        bench.onLeg(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        bench.onLeg(new LegEvent.Digit(caller, '*'));
        assertThat(bench.last(QueueCommand.Leave.class).reason())
                .isEqualTo(QueueCommand.LeaveReason.LEFT_BY_KEY);
    }

    @Test
    void withheldNumberIsNotLookedUpAndTheScriptIsToldSo() {
        List<ScriptEvent> heard = new ArrayList<>();
        bench.script =
                event -> {
                    heard.add(event);
                    return event instanceof ScriptEvent.Started
                            ? List.of(
                                    new ScriptCommand.Ask(
                                            "member", Map.of(), Duration.ofMillis(150)))
                            : List.of();
                };
        LegId caller = bench.arriveWithheld();
        assertThat(heard).contains(new ScriptEvent.Told(new ServiceAnswer.Given("withheld")));
        hangUp(caller);
    }

    @Test
    void offerThatCrossedTheCallersLeavingRingsNobody() {
        LegId caller = bench.waiting();
        bench.script = event -> List.of();
        bench.exchange.onQueue(new QueueEvent.Over(bench.call(), QueueEvent.Outcome.MAX_WAIT));
        int before = bench.engine.size();
        bench.offer(bench.call(), "o9");
        assertThat(bench.engine).hasSize(before);
        hangUp(caller);
    }

    @Test
    void slowDirectoryTimesOutAndTheLateAnswerIsDropped() {
        bench.directory = new CompletableFuture<>();
        LegId caller = bench.arrive();
        bench.onLeg(new LegEvent.Answered(caller));
        bench.loop.advance(Duration.ofMillis(150));
        assertThat(bench.last(QueueCommand.Join.class).tier()).isEqualTo(Tier.BRONZE);
        bench.directory.complete(Bench.found());
        bench.loop.settle();
        assertThat(bench.acd).hasSize(1);
        hangUp(caller);
        assertThat(bench.fact(CallEnded.class).caller()).isPresent();
    }

    @Test
    void callerWhoHangsUpBeforeTheAnswerIsNoContact() {
        LegId caller = bench.arrive();
        hangUp(caller);
        assertThat(bench.fact(CallEnded.class).answered()).isFalse();
        assertThat(bench.ended)
                .extracting(end -> end.result())
                .containsExactly(Result.NOT_ANSWERED);
    }

    private void hangUp(LegId caller) {
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
    }

    /** docs/IVR.md: before the answer the caller's phone rings. */
    @Test
    void callerWhoseScriptAnswersLaterHearsThatItRings() {
        bench.script =
                event ->
                        switch (event) {
                            case ScriptEvent.Started started ->
                                    List.of(
                                            new ScriptCommand.StartTimer(
                                                    "wait", Duration.ofSeconds(5)));
                            case ScriptEvent.TimerFired fired ->
                                    List.of(new ScriptCommand.Answer());
                            default -> List.of();
                        };
        LegId caller = bench.arrive();
        assertThat(bench.engine).containsExactly(new LegCommand.Ring(caller));
        bench.loop.advance(Duration.ofSeconds(5));
        assertThat(bench.engine)
                .containsExactly(new LegCommand.Ring(caller), new LegCommand.Answer(caller));
    }

    @Test
    void scriptThatAnswersOrRefusesAtOnceLetsNothingRing() {
        bench.arrive();
        bench.script = event -> List.of(new ScriptCommand.HangUp(Cause.USER_BUSY));
        bench.arrive();
        assertThat(bench.engine).noneMatch(LegCommand.Ring.class::isInstance).hasSize(2);
    }
}
