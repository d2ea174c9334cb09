package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallTalked;
import zarang.call.fact.CallerWait;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueLeft;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;

/**
 * What reports are made from: the wait that a talk ended, how long it was, and how long on hold.
 */
class TalkFactsTest {
    private static final AgentId COLLEAGUE = new AgentId("2002");

    private static final QueueName SALES = new QueueName("sales");

    private final Bench bench = new Bench();

    private LegId talking(LegId caller) {
        assertThat(caller.value()).isPositive();
        bench.loop.advance(Duration.ofSeconds(12));
        LegId agent = bench.offer("o1");
        bench.loop.advance(Duration.ofSeconds(3));
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        return agent;
    }

    private void hungUp(LegId leg) {
        bench.onLeg(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.loop.settle();
    }

    private void after(int seconds, LegEvent event) {
        bench.loop.advance(Duration.ofSeconds(seconds));
        bench.onLeg(event);
        bench.loop.settle();
    }

    private List<CallTalked> talks() {
        return bench.journal.stream()
                .map(entry -> entry.fact())
                .filter(CallTalked.class::isInstance)
                .map(CallTalked.class::cast)
                .toList();
    }

    @Test
    void allFactsOfAWaitNameItsFirstMoment() {
        LegId caller = bench.waiting();
        Instant began = bench.loop.instant();
        LegId agent = talking(caller);
        after(30, new LegEvent.Held(agent, true));
        hungUp(caller);

        Optional<Instant> since = bench.fact(CallAnswered.class).waitingSince();
        assertThat(since).contains(new CallerWait(SALES, began).since());
        assertThat(bench.fact(QueueJoined.class).waitingSince()).isEqualTo(since);
        assertThat(talks()).extracting(CallTalked::waitingSince).containsExactly(since);
        assertThat(bench.last(QueueCommand.TalkEnded.class).served())
                .contains(new CallerWait(SALES, began));
    }

    @Test
    void holdByThePhoneAndMusicDuringAConsultationAreNoTalk() {
        bench.plan = new AgentsPlan();
        LegId caller = bench.waiting();
        LegId agent = talking(caller);
        after(10, new LegEvent.Held(agent, true));
        after(5, new LegEvent.Held(agent, false));
        "*22002#".chars().forEach(key -> bench.onLeg(new LegEvent.Digit(agent, (char) key)));
        bench.loop.settle();
        LegId colleague = bench.lastCommand(LegCommand.Dial.class).leg();
        after(4, new LegEvent.Answered(colleague));
        after(3, new LegEvent.Held(agent, true));
        after(2, new LegEvent.Held(agent, false));
        hungUp(agent);
        after(20, new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));

        assertThat(talks())
                .extracting(CallTalked::agent, CallTalked::talkMs, CallTalked::holdMs)
                .containsExactly(
                        tuple(Optional.of(Bench.AGENT), 10_000L, 14_000L),
                        tuple(Optional.of(COLLEAGUE), 20_000L, 0L));
        assertThat(talks().getLast().waitingSince())
                .as("a caller who was handed on has ended no wait")
                .isEmpty();
        assertThat(talks().getLast().queue()).contains(SALES);
    }

    @Test
    void whoeverOfTheTwoHoldsHoldsTheTalkUntilBothAreBack() {
        LegId caller = bench.waiting();
        LegId agent = talking(caller);
        after(10, new LegEvent.Held(caller, true));
        after(3, new LegEvent.Held(agent, true));
        after(4, new LegEvent.Held(caller, false));
        after(5, new LegEvent.Held(agent, false));
        after(6, new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));

        assertThat(talks())
                .extracting(CallTalked::talkMs, CallTalked::holdMs)
                .containsExactly(tuple(16_000L, 12_000L));
        assertThat(bench.facts().stream().filter("call.held"::equals))
                .as("that a caller holds is no fact of an agent")
                .hasSize(2);
    }

    /** Agent, talk, hold of each talk; those who talk at once count once for the call. */
    @Test
    void whoIsBroughtIntoATalkOfThreeHasTalkedFromThereOn() {
        bench.plan = new AgentsPlan();
        LegId caller = bench.waiting();
        LegId agent = talking(caller);
        LegId colleague = consulted(agent);
        after(4, new LegEvent.Digit(agent, '*'));
        bench.onLeg(new LegEvent.Digit(agent, '3'));
        after(10, new LegEvent.Held(colleague, true));
        after(2, new LegEvent.Held(colleague, false));
        after(1, new LegEvent.Held(agent, true));
        after(3, new LegEvent.Ended(agent, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        after(7, new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));

        assertThat(talks())
                .extracting(CallTalked::agent, CallTalked::talkMs, CallTalked::holdMs)
                .containsExactly(
                        tuple(Optional.of(Bench.AGENT), 13_000L, 7_000L),
                        tuple(Optional.of(COLLEAGUE), 14_000L, 2_000L),
                        tuple(Optional.of(COLLEAGUE), 7_000L, 0L));
        assertThat(talks().get(1).waitingSince()).isEmpty();
        assertThat(bench.fact(CallEnded.class).times().talkMs()).isEqualTo(27_000);
    }

    @Test
    void eachTimeThatSomebodyIsBroughtInIsATalkOfItsOwn() {
        bench.plan = new AgentsPlan();
        LegId caller = bench.waiting();
        LegId agent = talking(caller);
        LegId colleague = consulted(agent);
        "*3".chars().forEach(key -> bench.onLeg(new LegEvent.Digit(agent, (char) key)));
        after(5, new LegEvent.Ended(colleague, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        LegId again = consulted(agent);
        "*3".chars().forEach(key -> bench.onLeg(new LegEvent.Digit(agent, (char) key)));
        after(6, new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));

        assertThat(again).isNotEqualTo(colleague);
        assertThat(talks())
                .extracting(CallTalked::agent, CallTalked::talkMs)
                .containsExactly(
                        tuple(Optional.of(COLLEAGUE), 5_000L),
                        tuple(Optional.of(COLLEAGUE), 6_000L),
                        tuple(Optional.of(Bench.AGENT), 11_000L));
    }

    private LegId consulted(LegId agent) {
        "*22002#".chars().forEach(key -> bench.onLeg(new LegEvent.Digit(agent, (char) key)));
        bench.loop.settle();
        LegId colleague = bench.lastCommand(LegCommand.Dial.class).leg();
        bench.onLeg(new LegEvent.Answered(colleague));
        bench.loop.settle();
        return colleague;
    }

    @Test
    void aCallerWhoWasNeverLetInWasRefused() {
        LegId caller = bench.arrive();
        bench.onLeg(new LegEvent.Answered(caller));
        bench.loop.settle();
        bench.exchange.onQueue(new QueueEvent.Over(bench.call(), QueueEvent.Outcome.FULL));
        bench.loop.settle();
        assertThat(bench.fact(QueueLeft.class).refused()).isTrue();
        hungUp(caller);
    }
}
