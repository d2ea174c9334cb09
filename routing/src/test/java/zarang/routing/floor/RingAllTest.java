package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.BOB;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.SUPPORT;
import static zarang.routing.floor.TestFloor.call;
import static zarang.routing.floor.TestFloor.registered;
import static zarang.routing.floor.TestFloor.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState;
import zarang.routing.dispatch.CarriedCaller;
import zarang.routing.dispatch.CarriedCaller.Standing;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.Intake;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.WhenClosed;

/** CC17: a queue that rings the phones of all, and gives its caller to the first who answers. */
class RingAllTest {
    private static final AgentId CYRUS = new AgentId("2003");
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final AgentSettings[] THREE = {
        registered(ANN, SALES), registered(BOB, SALES), registered(CYRUS, SALES)
    };

    private final TestFloor floor = new TestFloor(settings(List.of(sales()), THREE));

    private static QueueSettings queue(QueueName name, Strategy strategy) {
        return new QueueSettings(
                name,
                Duration.ofSeconds(20),
                Duration.ZERO,
                MAX_WAIT,
                200,
                Duration.ofMinutes(15),
                true,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                new Distribution(strategy, SkillNeeds.NONE));
    }

    private static QueueSettings sales() {
        return queue(SALES, Strategy.RING_ALL);
    }

    private static QueueSettings closed() {
        return sales().with(
                        new Intake(
                                false,
                                WhenClosed.LEAVE,
                                Optional.empty(),
                                Set.copyOf(Intake.RULES)));
    }

    private static List<QueueEvent.Offered> offers(TestFloor floor, Subject subject) {
        return floor.heard.stream()
                .filter(event -> event.subject().equals(subject))
                .filter(QueueEvent.Offered.class::isInstance)
                .map(QueueEvent.Offered.class::cast)
                .toList();
    }

    /** The agents whose phones were rung for it, each as often as it was. */
    private List<AgentId> rung(int number) {
        return offers(floor, Subject.of(call(number))).stream()
                .map(QueueEvent.Offered::agent)
                .toList();
    }

    private QueueEvent.Offered ring(int number, AgentId agent) {
        return offers(floor, Subject.of(call(number))).stream()
                .filter(offered -> offered.agent().equals(agent))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void answers(AgentId agent, int number) {
        floor.tell(
                new QueueCommand.OfferAnswered(call(number), ring(number, agent).offer(), agent));
    }

    private void fails(AgentId agent, int number, OfferFailure how) {
        floor.tell(
                new QueueCommand.OfferFailed(
                        call(number), ring(number, agent).offer(), agent, how));
    }

    private void endTalk(AgentId agent, int number) {
        floor.tell(new QueueCommand.TalkEnded(call(number), ring(number, agent).offer(), agent));
    }

    @Test
    void theFirstToAnswerHasTheCallerAndTheOthersKeepTheirPlaceAmongTheIdleWithoutAMiss() {
        floor.reachable(ANN, BOB, CYRUS);
        List<AgentState> idle = List.of(floor.state(ANN), floor.state(CYRUS));
        for (int number = 1; number <= 5; number++) {
            floor.pass(1);
            floor.join(number, Tier.BRONZE);
            assertThat(rung(number)).startsWith(ANN).contains(BOB, CYRUS).hasSize(3);
            assertThat(floor.queue().ringing()).as("callers").isOne();
            floor.pass(10);
            answers(BOB, number);
            assertThat(List.of(floor.state(ANN), floor.state(CYRUS))).isEqualTo(idle);
            assertThat(floor.heard(number)).noneMatch(QueueEvent.OfferRevoked.class::isInstance);
            endTalk(BOB, number);
        }
        assertThat(floor.queue().serviceLevel().offersElsewhere()).isEqualTo(10);
        floor.expectAtRest();
    }

    @Test
    void whoComesFreeRingsTooAndWhoRefusesRingsAgainAfterItsRest() {
        floor.reachable(ANN, BOB);
        floor.join(1, Tier.BRONZE);
        floor.pass(1);
        floor.reachable(CYRUS);
        assertThat(rung(1)).containsExactly(ANN, BOB, CYRUS);
        fails(ANN, 1, OfferFailure.REJECTED);
        assertThat(floor.state(ANN)).isInstanceOf(AgentState.Resting.class);
        floor.pass(6);
        assertThat(rung(1)).containsExactly(ANN, BOB, CYRUS, ANN);
        answers(ANN, 1);
        endTalk(ANN, 1);
        floor.expectAtRest();
    }

    @Test
    void noMoreThanSixteenRingForOneCallerAndTheOthersForTheNext() {
        AgentSettings[] twenty =
                IntStream.range(0, 20)
                        .mapToObj(n -> TestFloor.fixed(new AgentId("" + (2100 + n)), SALES))
                        .toArray(AgentSettings[]::new);
        TestFloor many = new TestFloor(settings(List.of(sales()), twenty));
        many.join(1, Tier.BRONZE);
        assertThat(offers(many, Subject.of(call(1)))).hasSize(16);
        many.join(2, Tier.GOLD);
        assertThat(offers(many, Subject.of(call(2)))).hasSize(4);
        many.answer(1);
        assertThat(offers(many, Subject.of(call(2))))
                .as("fifteen are free again, and the next may have twelve more")
                .hasSize(16);
    }

    @Test
    void aCallBackRingsOneAgent() {
        floor.reachable(ANN, BOB, CYRUS);
        Subject callBack = new Subject("callback", "17");
        floor.tell(new QueueCommand.Join(callBack, SALES, Tier.GOLD, floor.loop.instant()));
        assertThat(offers(floor, callBack)).hasSize(1);
    }

    @Test
    void whoseTimeIsOverIsLetRingAndIsOfferedToNobodyMore() {
        floor.reachable(ANN, BOB);
        floor.pass(1);
        floor.join(1, Tier.BRONZE);
        floor.pass(15);
        fails(ANN, 1, OfferFailure.REJECTED);
        floor.pass(15);
        assertThat(rung(1)).containsExactly(ANN, BOB, ANN);
        fails(BOB, 1, OfferFailure.NO_ANSWER);
        floor.reachable(CYRUS);
        assertThat(rung(1)).as("after max-wait").hasSize(3);
        assertThat(floor.heard(1)).noneMatch(QueueEvent.Over.class::isInstance);
        fails(ANN, 1, OfferFailure.NO_ANSWER);
        assertThat(floor.last(1)).isEqualTo(new QueueEvent.Over(call(1), Outcome.MAX_WAIT));
        floor.pass(60);
        floor.expectAtRest();
    }

    @Test
    void aQueueThatClosesLetsRingWhatRingsAndSendsOffWhomNobodyTakes() {
        floor.reachable(ANN, BOB);
        floor.join(1, Tier.BRONZE);
        assertThat(floor.floor.change(settings(List.of(closed()), THREE))).isEmpty();
        floor.reachable(CYRUS);
        assertThat(rung(1)).containsExactly(ANN, BOB);
        fails(ANN, 1, OfferFailure.REJECTED);
        assertThat(floor.heard(1)).noneMatch(QueueEvent.Over.class::isInstance);
        fails(BOB, 1, OfferFailure.REJECTED);
        assertThat(floor.last(1)).isEqualTo(new QueueEvent.Over(call(1), Outcome.CLOSED));
    }

    @Test
    void aQueueThatIsSetToRingAllDoesSoWithWhomItRingsAlreadyAndBack() {
        QueueSettings one = queue(SALES, Strategy.LONGEST_IDLE);
        floor.floor.change(settings(List.of(one), THREE));
        floor.reachable(ANN, BOB, CYRUS);
        floor.join(1, Tier.BRONZE);
        assertThat(rung(1)).containsExactly(ANN);
        floor.floor.change(settings(List.of(sales()), THREE));
        floor.loop.settle();
        assertThat(rung(1)).containsExactly(ANN, BOB, CYRUS);
        floor.floor.change(settings(List.of(one), THREE));
        fails(CYRUS, 1, OfferFailure.REJECTED);
        floor.pass(6);
        assertThat(floor.state(CYRUS))
                .as("two still ring")
                .isInstanceOf(AgentState.Available.class);
        fails(ANN, 1, OfferFailure.REJECTED);
        fails(BOB, 1, OfferFailure.REJECTED);
        assertThat(rung(1)).containsExactly(ANN, BOB, CYRUS, CYRUS);
        floor.pass(6);
        assertThat(rung(1)).hasSize(4);
    }

    @Test
    void whoIsPreferredRingsAloneAtFirst() {
        floor.reachable(ANN, BOB, CYRUS);
        Instant now = floor.loop.instant();
        CallerWants bob =
                new CallerWants(
                        Map.of(),
                        Optional.of(new CallerWants.Preferred(BOB, Duration.ofSeconds(10))));
        floor.tell(
                new QueueCommand.Join(
                        Subject.of(call(1)), SALES, Tier.BRONZE, now, Duration.ZERO, bob));
        assertThat(rung(1)).containsExactly(BOB);
        floor.pass(10);
        assertThat(rung(1)).containsExactly(BOB, ANN, CYRUS);
    }

    @Test
    void anAnswerThatCrossesWithItsRevocationHoldsAndTheOthersAreFree() {
        floor.reachable(ANN, BOB);
        floor.join(1, Tier.BRONZE);
        floor.floor.agentUnreachable(ANN);
        floor.loop.settle();
        assertThat(floor.last(1))
                .isEqualTo(new QueueEvent.OfferRevoked(call(1), ring(1, ANN).offer()));
        answers(ANN, 1);
        assertThat(floor.state(ANN)).isInstanceOf(AgentState.OnCall.class);
        assertThat(floor.state(BOB)).isInstanceOf(AgentState.Available.class);
        answers(BOB, 1);
        assertThat(floor.state(BOB))
                .as("the first word holds")
                .isInstanceOf(AgentState.Available.class);
        endTalk(ANN, 1);
        floor.expectAtRest();
    }

    @Test
    void ofThoseWhoAreFreeAgainTheLongestIdleTakesTheNextCaller() {
        TestFloor both =
                new TestFloor(
                        settings(
                                List.of(sales(), queue(SUPPORT, Strategy.LONGEST_IDLE)),
                                Stream.of(ANN, BOB, CYRUS)
                                        .map(agent -> registered(agent, SALES, SUPPORT))
                                        .toArray(AgentSettings[]::new)));
        both.reachable(ANN);
        both.join(1, SUPPORT, Tier.BRONZE, both.loop.instant());
        both.reachable(BOB, CYRUS);
        both.join(2, SALES, Tier.BRONZE, both.loop.instant());
        both.abandon(1);
        List<QueueEvent.Offered> rung = offers(both, Subject.of(call(2)));
        assertThat(rung)
                .extracting(QueueEvent.Offered::agent)
                .as("Ann, the longest idle, as the last")
                .containsExactly(BOB, CYRUS, ANN);
        both.join(3, SUPPORT, Tier.BRONZE, both.loop.instant());
        QueueEvent.Offered cyrus = rung.get(1);
        both.tell(new QueueCommand.OfferAnswered(call(2), cyrus.offer(), cyrus.agent()));
        assertThat(both.offerTo(3).agent()).isEqualTo(ANN);
    }

    @Test
    void ringsOfAnotherOwnerGoOnAndWhoIsFreeHereJoinsThem() {
        floor.reachable(ANN, BOB, CYRUS);
        floor.floor.putAway();
        floor.loop.settle();
        OfferId ofAnn = new OfferId("n2-x-1");
        OfferId ofBob = new OfferId("n2-x-2");
        OfferId ofOther = new OfferId("n2-x-3");
        floor.floor.carry(
                Set.of(),
                List.of(
                        new CarriedCaller(
                                Subject.of(call(1)),
                                SALES,
                                Tier.BRONZE,
                                Duration.ofSeconds(9),
                                Duration.ofSeconds(9),
                                true,
                                new Standing.Rings(
                                        List.of(
                                                new Standing.Ring(
                                                        ofAnn, ANN, Duration.ofSeconds(5)),
                                                new Standing.Ring(
                                                        ofBob, BOB, Duration.ofSeconds(1)),
                                                new Standing.Ring(
                                                        ofOther,
                                                        new AgentId("2999"),
                                                        Duration.ofSeconds(1)))))));
        floor.floor.open();
        floor.loop.settle();
        assertThat(floor.heard.getFirst())
                .as("an agent whom nobody knows here")
                .isEqualTo(new QueueEvent.OfferRevoked(call(1), ofOther));
        assertThat(rung(1)).containsExactly(CYRUS);
        floor.tell(new QueueCommand.OfferAnswered(call(1), ofBob, BOB));
        assertThat(floor.state(BOB)).isEqualTo(new AgentState.OnCall(ofBob));
        assertThat(List.of(floor.state(ANN), floor.state(CYRUS)))
                .allMatch(AgentState.Available.class::isInstance);
        floor.tell(new QueueCommand.TalkEnded(call(1), ofBob, BOB));
        floor.expectAtRest();
    }
}
