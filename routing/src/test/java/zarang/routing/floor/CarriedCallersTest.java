package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.BOB;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.call;
import static zarang.routing.floor.TestFloor.fixed;
import static zarang.routing.floor.TestFloor.sales;
import static zarang.routing.floor.TestFloor.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.routing.agent.AgentState;
import zarang.routing.dispatch.CarriedCaller;
import zarang.routing.dispatch.CarriedCaller.Standing;
import zarang.routing.dispatch.FloorView.AgentView;

/** Callers come over from another process' floor in what they were in, and go to one. */
final class CarriedCallersTest {
    private static final OfferId ELSEWHERE = new OfferId("n2-x-1");

    private final TestFloor floor =
            new TestFloor(settings(List.of(sales()), fixed(ANN, SALES), fixed(BOB, SALES)));

    private static CarriedCaller caller(int number, Duration waited, Standing standing) {
        return new CarriedCaller(
                Subject.of(call(number)), SALES, Tier.BRONZE, waited, waited, true, standing);
    }

    private void carry(CarriedCaller... callers) {
        floor.floor.carry(Set.of(), List.of(callers));
        floor.loop.settle();
    }

    private AgentState state(AgentId agent) {
        return floor.floor.view().agents().stream()
                .filter(view -> view.agent().equals(agent))
                .map(AgentView::state)
                .findFirst()
                .orElseThrow();
    }

    private List<QueueEvent.Offered> offered() {
        return floor.heard.stream()
                .filter(QueueEvent.Offered.class::isInstance)
                .map(QueueEvent.Offered.class::cast)
                .toList();
    }

    private void putAway() {
        floor.floor.putAway();
        floor.loop.settle();
    }

    @Test
    void nobodyIsOfferedUntilItOpensAndThenTheOldestIsFirst() {
        putAway();
        carry(caller(1, Duration.ofSeconds(10), new Standing.Waits()));
        carry(caller(2, Duration.ofSeconds(90), new Standing.Waits()));
        carry(caller(3, Duration.ofSeconds(40), new Standing.Waits()));
        assertThat(floor.heard).isEmpty();
        assertThat(floor.written).isEmpty();
        floor.floor.open();
        floor.loop.settle();
        assertThat(offered())
                .extracting(QueueEvent.Offered::subject)
                .containsExactly(Subject.of(call(2)), Subject.of(call(3)));
    }

    @Test
    void oneWhoTalksIsNotOfferedAndItsTalkEndsHere() {
        putAway();
        carry(
                caller(1, Duration.ofSeconds(9), new Standing.Waits()),
                caller(2, Duration.ofSeconds(9), new Standing.Talks(ELSEWHERE, ANN)));
        floor.floor.open();
        floor.loop.settle();
        assertThat(state(ANN)).isEqualTo(new AgentState.OnCall(ELSEWHERE));
        assertThat(offered()).extracting(QueueEvent.Offered::agent).containsExactly(BOB);
        assertThat(floor.floor.view().queues().getFirst().serviceLevel().answered())
                .as("counted where it was answered")
                .isZero();
        floor.tell(
                new zarang.call.queue.QueueCommand.TalkEnded(Subject.of(call(2)), ELSEWHERE, ANN));
        assertThat(state(ANN)).isInstanceOf(AgentState.WrapUp.class);
    }

    @Test
    void aPhoneThatRingsGoesOnRingingAndIsGivenUpAtItsTime() {
        putAway();
        carry(
                caller(
                        1,
                        Duration.ofSeconds(9),
                        new Standing.Rings(ELSEWHERE, ANN, Duration.ofSeconds(15))));
        floor.floor.open();
        floor.loop.settle();
        assertThat(floor.heard).isEmpty();
        assertThat(state(ANN)).isInstanceOf(AgentState.Reserved.class);
        floor.pass(11); // 20 s of ringing and 5 s of grace
        assertThat(floor.heard).contains(new QueueEvent.OfferRevoked(call(1), ELSEWHERE));
        assertThat(offered()).extracting(QueueEvent.Offered::agent).containsExactly(BOB);
    }

    @Test
    void ofTwoPhonesOfOneAgentTheSecondStopsRinging() {
        OfferId other = new OfferId("n3-x-1");
        putAway();
        carry(caller(1, Duration.ofSeconds(9), new Standing.Rings(ELSEWHERE, ANN, Duration.ZERO)));
        carry(caller(2, Duration.ofSeconds(9), new Standing.Rings(other, ANN, Duration.ZERO)));
        assertThat(floor.heard).containsExactly(new QueueEvent.OfferRevoked(call(2), other));
    }

    @Test
    void aTalkGoesBeforeWhatWasOfferedHere() {
        floor.join(1, Tier.BRONZE);
        floor.join(2, Tier.BRONZE);
        AgentId agent = floor.offerTo(1).agent();
        OfferId here = floor.offerTo(1).offer();
        carry(caller(3, Duration.ofSeconds(9), new Standing.Talks(ELSEWHERE, agent)));
        assertThat(floor.heard).contains(new QueueEvent.OfferRevoked(call(1), here));
        assertThat(state(agent)).isEqualTo(new AgentState.OnCall(ELSEWHERE));
    }

    @Test
    void whoIsNotToldAgainIsGoneAndWhoIsKeepsItsOffer() {
        floor.join(1, Tier.BRONZE);
        floor.join(2, Tier.BRONZE);
        OfferId first = floor.offerTo(1).offer();
        AgentId agent = floor.offerTo(1).agent();
        floor.heard.clear();
        floor.floor.carry(
                Set.of(Subject.of(call(1)), Subject.of(call(2))),
                List.of(
                        caller(
                                1,
                                Duration.ofSeconds(1),
                                new Standing.Rings(first, agent, Duration.ZERO))));
        floor.loop.settle();
        assertThat(floor.heard).as("neither rung anew nor let go").isEmpty();
        assertThat(floor.floor.view().queues().getFirst().waiting()).isOne();
    }

    @Test
    void aQueueThatIsUnknownHereIsNamed() {
        putAway();
        floor.floor.carry(
                Set.of(),
                List.of(
                        new CarriedCaller(
                                Subject.of(call(1)),
                                TestFloor.SUPPORT,
                                Tier.BRONZE,
                                Duration.ZERO,
                                Duration.ZERO,
                                false,
                                new Standing.Waits())));
        floor.loop.settle();
        assertThat(floor.heard)
                .containsExactly(new QueueEvent.Over(call(1), Outcome.UNKNOWN_QUEUE));
    }

    @Test
    void whatIsPutAwayTellsNothingMoreAndLeavesNoTimer() {
        floor.join(1, Tier.BRONZE);
        floor.join(2, Tier.BRONZE);
        floor.answer(2);
        floor.join(3, Tier.BRONZE);
        floor.heard.clear();
        putAway();
        assertThat(floor.loop.pendingTimers()).isZero();
        floor.pass(3_600);
        assertThat(floor.heard).isEmpty();
        assertThat(floor.floor.view().queues().getFirst().waiting()).isZero();
    }
}
