package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.queue.QueueCommand;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/** What a script does after its caller has hung up. */
class EpilogueTest {
    private final Bench bench = new Bench();
    private final List<ScriptEvent> heard = new ArrayList<>();
    private final List<ServiceQuestion> asked = new ArrayList<>();
    private CompletableFuture<ServiceAnswer> crm = new CompletableFuture<>();
    private List<ScriptCommand> afterwards =
            List.of(new ScriptCommand.Ask("crm", Map.of(), Duration.ofSeconds(3)));

    @BeforeEach
    void scriptTellsTheCrmOfWhoIsGone() {
        bench.services.put(
                "crm",
                question -> {
                    asked.add(question);
                    return crm;
                });
        LookUpThenQueue before = new LookUpThenQueue();
        bench.script =
                event -> {
                    heard.add(event);
                    if (event instanceof ScriptEvent.CallerGone) {
                        return afterwards;
                    }
                    return event instanceof ScriptEvent.Told && heard.contains(gone())
                            ? List.of(new ScriptCommand.HangUp(Cause.NORMAL_CLEARING))
                            : before.apply(event);
                };
    }

    private static ScriptEvent gone() {
        return new ScriptEvent.CallerGone(Result.ABANDONED_IN_QUEUE);
    }

    private void hangUp(LegId leg) {
        bench.onLeg(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.loop.settle();
    }

    @Test
    void callerWhoGaveUpWaitingIsGoneAndTheScriptMayStillTellSomebody() {
        LegId caller = bench.waiting();
        hangUp(caller);
        assertThat(bench.ended).as("the call itself has ended").hasSize(1);
        assertThat(bench.exchange.activeCalls()).isZero();
        assertThat(bench.last(QueueCommand.Leave.class).reason())
                .isEqualTo(QueueCommand.LeaveReason.ABANDONED);
        assertThat(heard).endsWith(gone());
        assertThat(asked)
                .singleElement()
                .satisfies(question -> assertThat(question.caller()).isPresent());
        ServiceAnswer taken = new ServiceAnswer.Given("taken");
        crm.complete(taken);
        bench.loop.settle();
        assertThat(heard).endsWith(gone(), new ScriptEvent.Told(taken));
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void fiveSecondsAreAllThereIs() {
        afterwards =
                List.of(
                        new ScriptCommand.StartTimer("long", Duration.ofSeconds(6)),
                        new ScriptCommand.StartTimer("short", Duration.ofSeconds(1)));
        hangUp(bench.waiting());
        bench.loop.advance(Duration.ofSeconds(10));
        assertThat(heard).endsWith(gone(), new ScriptEvent.TimerFired("short"));
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void whatNeedsACallerEndsItAndReachesNobody() {
        int commands = bench.engine.size();
        afterwards =
                List.of(
                        new ScriptCommand.Play(List.of("bye"), "fa"),
                        new ScriptCommand.Ask("crm", Map.of(), Duration.ofSeconds(3)));
        LegId caller = bench.waiting();
        hangUp(caller);
        assertThat(asked).isEmpty();
        assertThat(bench.engine.subList(commands, bench.engine.size()).toString())
                .doesNotContain("bye");
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void scriptWithNothingToDoIsOverAtOnce() {
        afterwards = List.of();
        hangUp(bench.waiting());
        assertThat(heard).endsWith(gone());
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void scriptThatGoesRoundInACircleIsEnded() {
        crm = CompletableFuture.completedFuture(new ServiceAnswer.Given("again"));
        bench.script =
                event -> {
                    heard.add(event);
                    return event instanceof ScriptEvent.Started
                            ? List.of(new ScriptCommand.Answer())
                            : afterwards;
                };
        hangUp(bench.arrive());
        bench.loop.settle();
        assertThat(heard).hasSizeBetween(90, 110);
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void failureOfTheScriptEndsItAndNoCall() {
        bench.mayBreak = true;
        LegId other = bench.waiting();
        LegId caller = bench.waiting();
        bench.script =
                event -> {
                    throw new IllegalStateException("a fault of the script");
                };
        hangUp(caller);
        assertThat(bench.broken).hasSize(1);
        assertThat(bench.exchange.activeCalls()).isEqualTo(1);
        assertThat(bench.loop.pendingTimers()).as("the longest call's").isEqualTo(1);
        bench.script = event -> List.of();
        hangUp(other);
    }

    @Test
    void thousandAtATimeAndOneMoreIsNotBegun() {
        bench.script = event -> event instanceof ScriptEvent.CallerGone ? afterwards : List.of();
        for (int i = 0; i < Epilogues.MOST + 1; i++) {
            hangUp(bench.arrive());
        }
        assertThat(asked).hasSize(Epilogues.MOST);
        assertThat(bench.ended).hasSize(Epilogues.MOST + 1);
        bench.loop.advance(Epilogue.LONGEST);
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void drainWaitsForIt() {
        hangUp(bench.waiting());
        List<String> done = new ArrayList<>();
        bench.exchange.drain(Duration.ofMinutes(1), () -> done.add("drained"));
        bench.loop.settle();
        assertThat(done).isEmpty();
        crm.complete(new ServiceAnswer.Given("taken"));
        bench.loop.settle();
        assertThat(done).containsExactly("drained");
        bench.loop.advance(Duration.ofMinutes(1));
    }
}
