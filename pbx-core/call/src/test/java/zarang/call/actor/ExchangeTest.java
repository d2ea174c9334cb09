package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.PhoneNumber;
import zarang.call.WrittenNumber;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.testkit.NothingLeft;

class ExchangeTest {
    @Test
    void numberThatNoScriptAnswersIsRefusedAsUnallocated() {
        Bench bench = new Bench();
        LegId leg = bench.arrive("9999");
        assertThat(bench.engine)
                .containsExactly(new LegCommand.Reject(leg, Cause.UNALLOCATED_NUMBER));
        assertThat(bench.journal).isEmpty();
    }

    @Test
    void callerIsTheFirstOfItsNumbersThatIsATelephoneNumber() {
        Bench bench = new Bench();
        bench.arrive(
                "1000",
                List.of(
                        new WrittenNumber("ims-user", false),
                        new WrittenNumber("+989120000001", false),
                        new WrittenNumber("+989120000002", false)));
        assertThat(bench.fact(CallStarted.class).caller())
                .contains(new PhoneNumber("+989120000001"));
        bench.arrive("1000", List.of(new WrittenNumber("ims-user", false)));
        assertThat(bench.fact(CallStarted.class).caller()).isEmpty();
        bench.arrive("1000", List.of());
        assertThat(bench.fact(CallStarted.class).caller()).isEmpty();
    }

    @Test
    void oneCallMoreThanTheBoundIsRefusedWithCongestion() {
        Bench bench = new Bench(new ExchangeSettings(1, Duration.ofHours(1)));
        bench.arrive();
        LegId second = bench.arrive();
        assertThat(bench.engine).endsWith(new LegCommand.Reject(second, Cause.CONGESTION));
    }

    @Test
    void whetherACallIsWantedIsSaidBeforeAnythingIsSpentOnIt() {
        Bench bench = new Bench(new ExchangeSettings(1, Duration.ofHours(1)));
        assertThat(bench.exchange.refusal(arrival(bench, "1000"))).isEmpty();
        assertThat(bench.exchange.refusal(arrival(bench, "4711")))
                .contains(Cause.UNALLOCATED_NUMBER);
        assertThat(bench.exchange.activeCalls()).as("to ask begins nothing").isZero();
        LegId first = bench.arrive();
        assertThat(bench.exchange.refusal(arrival(bench, "1000"))).contains(Cause.CONGESTION);
        bench.onLeg(new LegEvent.Ended(first, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.exchange.drain(Duration.ofSeconds(1), () -> {});
        assertThat(bench.exchange.refusal(arrival(bench, "1000"))).contains(Cause.CONGESTION);
        assertThat(bench.engine).noneMatch(LegCommand.Reject.class::isInstance);
    }

    private static LegEvent.Arrived arrival(Bench bench, String dialled) {
        return new LegEvent.Arrived(
                bench.legs.next(), List.of(), dialled, ArrivalOrigin.ofTrunk("lab", true), "x@y");
    }

    @Test
    void failureInOneCallEndsThatCallAndNoOther() {
        Bench bench = new Bench();
        LegId healthy = bench.waiting();
        bench.mayBreak = true;
        bench.script =
                event -> {
                    throw new IllegalStateException("broken script engine");
                };
        LegId sick = bench.arrive();
        assertThat(bench.broken).hasSize(1);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(sick, Cause.SERVER_FAILURE));
        assertThat(bench.fact(CallEnded.class).termination().result()).isEqualTo(Result.FAILED);
        assertThat(bench.exchange.activeCalls()).isEqualTo(1);
        bench.onLeg(new LegEvent.Ended(healthy, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void legThatNoCallHasIsCountedAndHungUpOnce() {
        Bench bench = new Bench();
        LegId lost = bench.legs.next();
        LegEvent answered = new LegEvent.Answered(lost);
        bench.onLeg(answered);
        bench.onLeg(new LegEvent.Digit(lost, '1'));
        bench.onLeg(new LegEvent.Ended(lost, Cause.SERVER_FAILURE, LegOutcome.RELEASED, ""));
        assertThat(bench.strays).containsExactly(answered);
        assertThat(bench.engine).containsExactly(new LegCommand.HangUp(lost, Cause.SERVER_FAILURE));

        LegEvent twice = new LegEvent.Ended(lost, Cause.SERVER_FAILURE, LegOutcome.RELEASED, "");
        bench.onLeg(twice);
        assertThat(bench.strays).as("ends once and last").containsExactly(answered, twice);
        assertThat(bench.engine).as("what is gone is not hung up").hasSize(1);
    }

    @Test
    void endOfALegThatWasRefusedOrLetGoIsNoSurprise() {
        Bench bench = new Bench();
        LegId refused = bench.arrive("9999");
        bench.onLeg(
                new LegEvent.Ended(refused, Cause.UNALLOCATED_NUMBER, LegOutcome.RELEASED, "404"));
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.onLeg(new LegEvent.Answered(agent)); // the 200 that crossed the CANCEL
        bench.onLeg(new LegEvent.Ended(agent, Cause.NORMAL_CLEARING, LegOutcome.RELEASED, "487"));
        bench.mayBreak = true;
        bench.script =
                event -> {
                    throw new IllegalStateException("broken script engine");
                };
        LegId broken = bench.arrive();
        bench.onLeg(new LegEvent.Ended(broken, Cause.SERVER_FAILURE, LegOutcome.RELEASED, ""));
        assertThat(bench.strays).isEmpty();
    }

    @Test
    void legsThatWereToldToEndAreRememberedWithinABound() {
        Bench bench = new Bench();
        NothingLeft.unwatch(bench); // it forgets two too many
        int one = UnownedLegs.MAX + 1;
        for (int i = 0; i < one; i++) {
            bench.arrive("9999");
        }
        LegEvent forgotten = new LegEvent.Answered(new LegId(1));
        bench.onLeg(new LegEvent.Answered(new LegId(one)));
        bench.onLeg(new LegEvent.Answered(new LegId(2)));
        bench.onLeg(forgotten);
        assertThat(bench.strays).containsExactly(forgotten);
    }

    @Test
    void longestCallIsEnded() {
        Bench bench = new Bench(new ExchangeSettings(10, Duration.ofMinutes(1)));
        LegId caller = bench.waiting();
        bench.loop.advance(Duration.ofMinutes(1));
        assertThat(bench.lastCommand(LegCommand.Play.class).prompts()).containsExactly("closing");
        bench.loop.advance(Exchange.LAST_WORDS);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(caller, Cause.NORMAL_CLEARING));
        assertThat(bench.exchange.activeCalls()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void drainingRefusesNewCallsLetsRunningOnesFinishAndEndsTheRestAtTheLimit() {
        Bench bench = new Bench();
        AtomicInteger done = new AtomicInteger();
        LegId caller = bench.waiting();
        bench.exchange.drain(Duration.ofSeconds(30), done::incrementAndGet);
        LegId late = bench.arrive();
        assertThat(bench.engine).endsWith(new LegCommand.Reject(late, Cause.CONGESTION));
        bench.loop.advance(Duration.ofSeconds(29));
        assertThat(done).hasValue(0);
        bench.loop.advance(Duration.ofSeconds(1));
        LegCommand.Play words = bench.lastCommand(LegCommand.Play.class);
        assertThat(words.prompts()).containsExactly("closing");
        assertThat(done).as("the words are being said").hasValue(0);
        bench.onLeg(new LegEvent.PlayFinished(caller, words.play()));
        bench.loop.settle();
        assertThat(done).hasValue(1);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(caller, Cause.NORMAL_CLEARING));
    }

    @Test
    void whatTheTrunkSaysOfTheCallIsInTheFactOfTheStart() {
        Bench bench = new Bench();
        LegId leg = bench.legs.next();
        bench.onLeg(
                new LegEvent.Arrived(
                        leg,
                        List.of(),
                        "1000",
                        new ArrivalOrigin(
                                "lab",
                                true,
                                "",
                                Optional.empty(),
                                Optional.of(new WrittenNumber("+98211234", false)),
                                "TN-Validation-Passed"),
                        "x@y"));
        bench.loop.settle();
        assertThat(bench.fact(CallStarted.class).verification()).isEqualTo("TN-Validation-Passed");
        assertThat(bench.fact(CallStarted.class).divertedBy())
                .contains(new PhoneNumber("+98211234"));
    }
}
