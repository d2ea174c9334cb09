package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallEnded;
import zarang.call.verb.Listen;

/** A third leg joins a running call by a verb that the house does not know. */
class ThirdLegTest {
    private static final DialTarget SUPERVISOR = new DialTarget.Registered("9001");

    private final Bench bench = new Bench();
    private LegId caller = new LegId(0);
    private LegId agent = new LegId(0);
    private CallId call = new CallId("01JQZ0000000000000000000AA");

    @BeforeEach
    void callerTalksWithAgent() {
        caller = bench.waiting();
        agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        call = bench.call();
    }

    private LegId listening() {
        bench.exchange.overview().begin(call, Listen.by(SUPERVISOR));
        LegCommand.Dial dial = bench.lastCommand(LegCommand.Dial.class);
        assertThat(dial.target()).isEqualTo(SUPERVISOR);
        assertThat(dial.beside()).isEqualTo(caller);
        bench.onLeg(new LegEvent.Answered(dial.leg()));
        return dial.leg();
    }

    private BridgeId bridge() {
        return new BridgeId(call, 1);
    }

    private LegCommand.Join joins(LegId leg, Audience heardBy) {
        return new LegCommand.Join(leg, bridge(), heardBy);
    }

    @Test
    void supervisorHearsTheTalkAndIsHeardByNobody() {
        LegId supervisor = listening();
        assertThat(bench.engine).endsWith(joins(supervisor, new Audience.Nobody()));
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.engine)
                .contains(new LegCommand.HangUp(supervisor, Cause.NORMAL_CLEARING))
                .endsWith(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.SERVED);
    }

    @Test
    void digitsOfTheThirdLegAreItsOwnVerbsAndNotTheScripts() {
        LegId supervisor = listening();
        bench.onLeg(new LegEvent.Digit(supervisor, '1'));
        assertThat(bench.engine).endsWith(joins(supervisor, new Audience.Only(Set.of(agent))));
        bench.onLeg(new LegEvent.Digit(supervisor, '2'));
        assertThat(bench.engine).endsWith(joins(supervisor, new Audience.Everyone()));
    }

    @Test
    void supervisorWhoLeavesChangesNothingForTheOtherTwo() {
        LegId supervisor = listening();
        List<LegCommand> before = List.copyOf(bench.engine);
        int facts = bench.journal.size();
        bench.onLeg(new LegEvent.Ended(supervisor, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.engine).isEqualTo(before);
        assertThat(bench.journal).hasSize(facts);
        bench.onLeg(new LegEvent.Ended(agent, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.engine).contains(new LegCommand.Part(caller, bridge()));
        assertThat(bench.ended).extracting(end -> end.result()).containsExactly(Result.SERVED);
    }

    @Test
    void talkThatEndsTakesItsListenerWithIt() {
        LegId supervisor = listening();
        bench.script = event -> List.of();
        bench.onLeg(new LegEvent.Ended(agent, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.engine)
                .containsSubsequence(
                        new LegCommand.Part(supervisor, bridge()),
                        new LegCommand.HangUp(supervisor, Cause.NORMAL_CLEARING));
        assertThat(bench.exchange.activeCalls()).as("the script goes on").isEqualTo(1);
    }

    @Test
    void callThatIsStoppedLetsEverybodyGoAndTellsTheCallerAlone() {
        LegId supervisor = listening();
        bench.exchange.drain(Duration.ZERO, () -> {});
        bench.loop.settle();
        assertThat(bench.engine)
                .contains(
                        new LegCommand.HangUp(supervisor, Cause.NORMAL_CLEARING),
                        new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
        LegCommand.Play words = bench.lastCommand(LegCommand.Play.class);
        assertThat(words.leg()).isEqualTo(caller);
        bench.onLeg(new LegEvent.PlayFinished(caller, words.play()));
        assertThat(bench.fact(CallEnded.class).termination().result()).isEqualTo(Result.SERVED);
    }

    @Test
    void supervisorWhoAnswersWhenTheTalkIsOverHearsNobody() {
        bench.exchange.overview().begin(call, Listen.by(SUPERVISOR));
        LegId supervisor = bench.lastCommand(LegCommand.Dial.class).leg();
        bench.script = event -> List.of();
        bench.onLeg(new LegEvent.Ended(agent, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.onLeg(new LegEvent.Answered(supervisor)); // the 200 that crossed the CANCEL
        assertThat(bench.engine).contains(new LegCommand.HangUp(supervisor, Cause.NORMAL_CLEARING));
        assertThat(bench.engine.stream().filter(LegCommand.Join.class::isInstance)).hasSize(2);
    }

    @Test
    void supervisorWhoDoesNotAnswerInTimeIsLetGoAndTheTalkGoesOn() {
        bench.exchange.overview().begin(call, Listen.by(SUPERVISOR));
        LegId supervisor = bench.lastCommand(LegCommand.Dial.class).leg();
        bench.loop.advance(Duration.ofSeconds(20));
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(supervisor, Cause.NORMAL_CLEARING));
        assertThat(bench.exchange.activeCalls()).isEqualTo(1);
    }

    @Test
    void nobodyIsRungForACallThatIsOverOrTalksToNobody() {
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        int before = bench.engine.size();
        bench.exchange.overview().begin(call, Listen.by(SUPERVISOR));
        LegId other = bench.waiting();
        bench.exchange.overview().begin(bench.call(), Listen.by(SUPERVISOR));
        assertThat(bench.engine.stream().skip(before)).noneMatch(LegCommand.Dial.class::isInstance);
        bench.onLeg(new LegEvent.Ended(other, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
    }
}
