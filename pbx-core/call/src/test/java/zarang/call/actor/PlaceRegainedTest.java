package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.QueueRegained;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;

/** A caller who calls again waits on where it had waited: in the call, what that means. */
class PlaceRegainedTest {
    private static final String SALES = "+989121234567 sales";
    private static final Duration FOUR_MINUTES = Duration.ofMinutes(4);
    private final Bench bench = new Bench();

    private void regained(Duration waited) {
        Optional.ofNullable(bench.places.asked.get(SALES)).orElseThrow().accept(waited);
        bench.loop.settle();
    }

    private void hangUp(LegId leg) {
        bench.onLeg(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
    }

    private Duration lastJoinsAge() {
        return Duration.between(
                bench.last(QueueCommand.Join.class).enqueuedAt(), bench.loop.instant());
    }

    @Test
    void callerWaitsFromTheFirstMomentAndMovesForwardWhenItsPlaceIsFound() {
        LegId caller = bench.waiting();
        assertThat(lastJoinsAge()).isZero();
        bench.loop.advance(Duration.ofSeconds(2));
        regained(FOUR_MINUTES);

        assertThat(lastJoinsAge()).isEqualTo(FOUR_MINUTES.plusSeconds(2));
        assertThat(bench.fact(QueueRegained.class))
                .isEqualTo(new QueueRegained(new QueueName("sales"), 240_000));
        CallId call = bench.call();
        bench.exchange.onQueue(new QueueEvent.Joined(call, new QueueName("sales"), 1));
        assertThat(bench.journal)
                .as("it has joined once")
                .filteredOn(entry -> entry.fact() instanceof QueueJoined)
                .hasSize(1);

        bench.loop.advance(Duration.ofSeconds(8));
        hangUp(caller);
        assertThat(bench.fact(QueueLeft.class).waitedMs())
                .as("the figure is this call's own")
                .isEqualTo(10_000);
    }

    @Test
    void placeThatIsFoundWhileAnAgentRingsCountsIfTheAgentDoesNotAnswer() {
        bench.waiting();
        LegId agent = bench.offer("o1");
        regained(FOUR_MINUTES);
        assertThat(lastJoinsAge()).isEqualTo(FOUR_MINUTES);
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        assertThat(bench.places.ended).containsExactly("served");
    }

    @Test
    void placeThatIsFoundInATalkCountsOnceTheCallerWaitsAgain() {
        bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        int said = bench.acd.size();
        regained(FOUR_MINUTES);
        assertThat(bench.acd).hasSize(said);
        bench.onLeg(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        assertThat(lastJoinsAge()).isEqualTo(FOUR_MINUTES);
    }

    @Test
    void placeOfAnotherCallThatHasEndedConcernsNobody() {
        LegId caller = bench.waiting();
        hangUp(caller);
        int said = bench.acd.size();
        regained(FOUR_MINUTES);
        assertThat(bench.acd).hasSize(said);
        assertThat(bench.broken).isEmpty();
    }

    @Test
    void placeIsKeptWhileTheCallerWaitsAndWhatBecomesOfItIsSaid() {
        LegId caller = bench.waiting();
        assertThat(bench.places.kept.values()).containsExactly(SALES + " " + bench.loop.instant());
        LegId agent = bench.offer("o1");
        assertThat(bench.places.kept).as("ringing is waiting").hasSize(1);
        bench.onLeg(new LegEvent.Answered(agent));
        assertThat(bench.places.ended).containsExactly("served");
        bench.onLeg(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        assertThat(bench.places.kept).as("waits again").hasSize(1);
        hangUp(caller);
        assertThat(bench.places.kept).isEmpty();
        assertThat(bench.places.ended).containsExactly("served", "dropped");
    }

    @Test
    void callerWhoLeavesByKeyLeavesNoPlace() {
        LegId caller = bench.waiting();
        bench.onLeg(new LegEvent.Digit(caller, '*'));
        bench.loop.settle();
        assertThat(bench.places.ended).containsExactly("gone");
    }

    @Test
    void callerWithoutATrustedNumberHasNoPlaceToRegain() {
        bench.onLeg(new LegEvent.Answered(bench.arriveWithheld()));
        bench.loop.settle();
        assertThat(bench.last(QueueCommand.Join.class)).isNotNull();
        assertThat(List.of(bench.places.kept, bench.places.asked)).allMatch(java.util.Map::isEmpty);
    }
}
