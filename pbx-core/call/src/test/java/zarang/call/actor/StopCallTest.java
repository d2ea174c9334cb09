package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Party;
import zarang.call.QueueName;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallEnded;
import zarang.call.fact.QueueLeft;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;

/** Zarang stops calls at the drain limit: each is told in words, and the end says what happened. */
class StopCallTest {
    private static final String REASON = "drain limit reached";
    private final Bench bench = new Bench();

    private void drain() {
        bench.exchange.drain(Duration.ZERO, () -> {});
        bench.loop.settle();
    }

    private void hearOut(LegId caller) {
        LegCommand.Play words = bench.lastCommand(LegCommand.Play.class);
        assertThat(words.leg()).isEqualTo(caller);
        assertThat(words.prompts()).containsExactly("closing");
        assertThat(bench.facts()).doesNotContain("call.ended");
        bench.onLeg(new LegEvent.PlayFinished(caller, words.play()));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(caller, Cause.NORMAL_CLEARING));
    }

    private void endedAs(Result result, Cause cause) {
        CallTermination end = bench.fact(CallEnded.class).termination();
        assertThat(end).isEqualTo(new CallTermination(result, Party.ZARANG, cause, REASON));
    }

    @Test
    void waitingCallerFailedByZarangAndIsNoSelfServedOne() {
        LegId caller = bench.waiting();
        bench.loop.advance(Duration.ofSeconds(12));
        drain();
        assertThat(bench.last(QueueCommand.Leave.class).reason())
                .isEqualTo(QueueCommand.LeaveReason.CALL_FAILED);
        assertThat(bench.fact(QueueLeft.class).reason()).isEqualTo("stopped");
        hearOut(caller);
        endedAs(Result.FAILED, Cause.NORMAL_CLEARING);
        assertThat(bench.fact(CallEnded.class).times().waitedMs()).isEqualTo(12_000);
    }

    @Test
    void agentWhoRingsIsLetGo() {
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        drain();
        assertThat(bench.engine).contains(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        hearOut(caller);
        endedAs(Result.FAILED, Cause.NORMAL_CLEARING);
    }

    @Test
    void talkIsCutForBothAndTheCallerIsTold() {
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        drain();
        assertThat(bench.engine)
                .containsSubsequence(
                        new LegCommand.Part(caller, bench.bridge(1)),
                        new LegCommand.Part(agent, bench.bridge(1)),
                        new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        hearOut(caller);
        endedAs(Result.SERVED, Cause.NORMAL_CLEARING);
        assertThat(bench.acd).last().isInstanceOf(QueueCommand.TalkEnded.class);
    }

    @Test
    void callThatWasNotAnsweredYetIsRefusedSoThatAnotherNodeCanTakeIt() {
        LegId caller = bench.arrive();
        drain();
        assertThat(bench.engine)
                .endsWith(new LegCommand.Reject(caller, Cause.TEMPORARY_FAILURE))
                .noneMatch(LegCommand.Play.class::isInstance);
        endedAs(Result.NOT_ANSWERED, Cause.TEMPORARY_FAILURE);
    }

    @Test
    void callerWhoHangsUpDuringTheLastWordsWasStoppedAllTheSame() {
        LegId caller = bench.waiting();
        drain();
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        endedAs(Result.FAILED, Cause.NORMAL_CLEARING);
        assertThat(bench.facts().stream().filter("call.ended"::equals)).hasSize(1);
    }

    @Test
    void scriptThatSaysNothingIsCutAfterItsTime() {
        LegId caller = bench.waiting();
        bench.script = event -> List.of();
        drain();
        bench.loop.advance(Exchange.LAST_WORDS.minusMillis(1));
        assertThat(bench.facts()).doesNotContain("call.ended");
        bench.loop.advance(Duration.ofMillis(1));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(caller, Cause.NORMAL_CLEARING));
        endedAs(Result.FAILED, Cause.NORMAL_CLEARING);
    }

    @Test
    void scriptThatHearsAnAnswerOfBeforeDuringTheLastWordsBeginsNothingMore() {
        bench.script =
                event ->
                        switch (event) {
                            case ScriptEvent.Started _ ->
                                    List.of(
                                            new ScriptCommand.Answer(),
                                            new ScriptCommand.StartTimer(
                                                    "then", Duration.ofSeconds(5)));
                            case ScriptEvent.Stopping _ ->
                                    List.of(new ScriptCommand.Play(List.of("closing"), "fa"));
                            case ScriptEvent.TimerFired _ ->
                                    List.of(
                                            new ScriptCommand.JoinQueue(
                                                    new QueueName("sales"),
                                                    List.of(),
                                                    "music",
                                                    "fa"));
                            case ScriptEvent.PlayFinished _ ->
                                    List.of(new ScriptCommand.HangUp(Cause.NORMAL_CLEARING));
                            default -> List.of();
                        };
        LegId caller = bench.arrive();
        bench.onLeg(new LegEvent.Answered(caller));
        drain();
        bench.loop.advance(Duration.ofSeconds(5));
        assertThat(bench.broken).isEmpty();
        assertThat(bench.acd).isEmpty();
        hearOut(caller);
        endedAs(Result.FAILED, Cause.NORMAL_CLEARING);
    }

    @Test
    void offerThatCrossesTheLastWordsRingsNobody() {
        LegId caller = bench.waiting();
        drain();
        int before = bench.engine.size();
        bench.exchange.onQueue(new QueueEvent.Over(bench.call(), QueueEvent.Outcome.MAX_WAIT));
        assertThat(bench.engine).hasSize(before);
        hearOut(caller);
    }
}
