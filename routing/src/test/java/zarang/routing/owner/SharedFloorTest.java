package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.owner.SharedNodes.ANN;
import static zarang.routing.owner.SharedNodes.BOB;
import static zarang.routing.owner.SharedNodes.SALES;
import static zarang.routing.owner.SharedNodes.fixed;
import static zarang.routing.owner.SharedNodes.settings;
import static zarang.routing.owner.SharedNodes.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.owner.TestNode.Caller;
import zarang.routing.owner.TestNode.Phase;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;

/** Two processes and one floor, under virtual time; the ways between them take up to 20 ms. */
final class SharedFloorTest {
    private static final QueueName CLUB = new QueueName("club");

    /** What the owner's death may cost a caller at most. */
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private final SharedNodes nodes = new SharedNodes();
    private final TestNode.Shared shared = nodes.shared;

    @Test
    void oneAloneDecidesAtOnceWithoutAnybodyBetween() {
        TestNode one = nodes.node("n1", ANN);
        assertThat(one.owns()).isTrue();
        Caller caller = nodes.call(one, Tier.BRONZE);
        shared.loop.settle();
        assertThat(caller.phase).isEqualTo(Phase.RINGING);
        assertThat(one.floorOfCalls.counts().forwarded()).isZero();
    }

    @Test
    void callersOfTwoProcessesStandInOneLine() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller first = nodes.call(one, Tier.BRONZE);
        nodes.soon();
        first.answer();
        Caller bronze = nodes.call(one, Tier.BRONZE);
        Caller silver = nodes.call(two, Tier.SILVER);
        Caller gold = nodes.call(two, Tier.GOLD);
        nodes.soon();
        assertThat(gold.joined).isOne();
        for (Caller next : List.of(gold, silver, bronze)) {
            (next == gold ? first : next == silver ? gold : silver).hangUp();
            nodes.pass(Duration.ofSeconds(6)); // wrap-up
            assertThat(next.phase).isEqualTo(Phase.RINGING);
            next.answer();
        }
        assertThat(two.written).as("the owner alone says what agents do").isEmpty();
    }

    @Test
    void whoWaitsAnywhereIsToldItsPlaceInTheOneLineByTheOwner() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        nodes.call(one, Tier.BRONZE);
        nodes.soon();
        nodes.call(one, Tier.BRONZE);
        Caller elsewhere = nodes.call(two, Tier.BRONZE);
        nodes.soon();

        two.floorOfCalls.tell(new QueueCommand.AskPlace(elsewhere.id));
        nodes.soon();
        assertThat(elsewhere.placed)
                .isEqualTo(new QueueEvent.Placed(elsewhere.id, SALES, 2, Optional.empty()));

        elsewhere.placed = null;
        one.kill();
        nodes.pass(HANDOVER);
        two.floorOfCalls.tell(new QueueCommand.AskPlace(elsewhere.id));
        nodes.soon();
        assertThat(elsewhere.phase).isEqualTo(Phase.RINGING);
        assertThat(elsewhere.placed).as("nobody whose agent rings is told").isNull();
    }

    @Test
    void whoRegainsItsPlaceOnAnyProcessHasItUnderTheNextOwnerToo() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Instant then = shared.loop.instant();
        Caller talks = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        Caller first = nodes.call(one, Tier.BRONZE);
        nodes.soon();
        Caller again = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        two.floorOfCalls.tell(new QueueCommand.Join(again.id, SALES, Tier.BRONZE, then));
        two.floorOfCalls.tell(new QueueCommand.AskPlace(again.id));
        nodes.soon();
        assertThat(again.placed)
                .isEqualTo(new QueueEvent.Placed(again.id, SALES, 1, Optional.empty()));

        TestNode three = nodes.node("n3", ANN);
        Caller older = three.call(nodes.nextCall(), SALES, Tier.BRONZE, then.plusMillis(100));
        nodes.soon();
        one.kill();
        nodes.pass(HANDOVER);
        assertThat(first.phase).isEqualTo(Phase.WAITING);
        two.floorOfCalls.tell(new QueueCommand.AskPlace(again.id));
        three.floorOfCalls.tell(new QueueCommand.AskPlace(older.id));
        nodes.soon();
        assertThat(again.placed).extracting("position").isEqualTo(1);
        assertThat(older.placed).extracting("position").isEqualTo(2);
    }

    @Test
    void whoWaitsHearsNothingOfItsPlaceWhileTheOwnerCannotBeReached() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        nodes.call(one, Tier.BRONZE);
        nodes.soon();
        Caller elsewhere = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        one.setCutOff(true);
        two.floorOfCalls.tell(new QueueCommand.AskPlace(elsewhere.id));
        nodes.soon();
        assertThat(elsewhere.placed).isNull();
    }

    @Test
    void whoWaitsRingsAndTalksElsewhereDoesSoAfterTheOwnersDeath() {
        TestNode one = nodes.node("n1", ANN, BOB);
        TestNode two = nodes.node("n2", ANN, BOB);
        Caller talks = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        nodes.soon();
        Caller rings = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        Caller waits = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        int heard = two.heard.size();
        one.kill();
        nodes.pass(HANDOVER);
        assertThat(two.owns()).isTrue();
        assertThat(two.heard).as("nobody notices").hasSize(heard);
        assertThat(rings.phase).isEqualTo(Phase.RINGING);
        assertThat(waits.phase).isEqualTo(Phase.WAITING);
        talks.hangUp();
        nodes.pass(Duration.ofSeconds(6));
        assertThat(waits.phase).isEqualTo(Phase.RINGING);
        assertThat(waits.joined).isOne();
    }

    private TestNode ringingAll(String name) {
        QueueSettings usual = QueueSettings.defaults(SALES);
        QueueSettings all =
                new QueueSettings(
                        SALES,
                        usual.ringTimeout(),
                        usual.wrapUp(),
                        usual.maxWait(),
                        usual.size(),
                        usual.hardCap(),
                        usual.joinWhenEmpty(),
                        usual.serviceTarget(),
                        usual.shortAbandon(),
                        new Distribution(Strategy.RING_ALL, SkillNeeds.NONE));
        TestNode node =
                new TestNode(
                        shared,
                        name,
                        1,
                        new FloorSettings(
                                List.of(all),
                                List.of(fixed(ANN), fixed(BOB)),
                                TierOffsets.defaults(),
                                RestSettings.defaults()));
        nodes.pass(Duration.ofMillis(900));
        return node;
    }

    /** Of a queue that rings all: CC17. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"the owner lives", "the owner dies", "the owner hands over"})
    void phonesThatRingTogetherGoOnUnderAnotherOwnerAndOneAnswerFreesTheOthers(String owner) {
        TestNode one = ringingAll("n1");
        TestNode two = ringingAll("n2");
        Caller caller = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        assertThat(caller.rings).hasSize(2);
        int heard = two.heard.size();
        switch (owner) {
            case "the owner dies" -> one.kill();
            case "the owner hands over" -> one.floorOfCalls.giveUp();
            default -> {}
        }
        nodes.pass(HANDOVER);
        TestNode decides = owner.equals("the owner lives") ? one : two;
        assertThat(decides.owns()).isTrue();
        assertThat(two.heard).as("nobody notices").hasSize(heard);
        assertThat(List.of(state(decides, ANN), state(decides, BOB)))
                .allMatch(AgentState.Reserved.class::isInstance);
        caller.answer();
        nodes.soon();
        assertThat(List.of(state(decides, ANN), state(decides, BOB)))
                .hasExactlyElementsOfTypes(AgentState.Available.class, AgentState.OnCall.class);
        assertThat(two.heard).as("no letter is needed").hasSize(heard);
        caller.hangUp();
        nodes.pass(Duration.ofSeconds(6)); // wrap-up
        assertThat(List.of(state(decides, ANN), state(decides, BOB)))
                .allMatch(AgentState.Available.class::isInstance);
    }

    @Test
    void anAgentOfADeadOwnersCallerServesWhoWaitedElsewhere() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller talks = nodes.call(one, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        Caller waits = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        assertThat(waits.phase).isEqualTo(Phase.WAITING);
        one.kill();
        nodes.pass(HANDOVER);
        assertThat(waits.phase).as("the dead owner's lease is nobody's").isEqualTo(Phase.RINGING);
    }

    @Test
    void theAgentOfADeadFollowersCallerIsFreeAgain() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller talks = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        Caller waits = nodes.call(one, Tier.BRONZE);
        nodes.soon();
        two.kill();
        nodes.pass(HANDOVER.plus(Duration.ofSeconds(5))); // and its wrap-up
        assertThat(waits.phase).isEqualTo(Phase.RINGING);
    }

    /** Whichever of the two takes it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200, 300, 400})
    void aNewOwnerOffersNobodyBeforeAllHaveToldOfTheirCallers(int laterMs) {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        TestNode three = nodes.node("n3", ANN);
        Caller talks = nodes.call(one, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        Caller bronze = nodes.call(two, Tier.BRONZE);
        Caller alsoBronze = nodes.call(three, Tier.BRONZE);
        Caller gold = nodes.call(three, Tier.GOLD);
        Caller alsoGold = nodes.call(two, Tier.GOLD);
        nodes.soon();
        nodes.pass(Duration.ofMillis(laterMs));
        one.kill();
        nodes.pass(HANDOVER);
        assertThat(List.of(two.owns(), three.owns())).containsOnlyOnce(true);
        assertThat(gold.phase).as("the older one of gold").isEqualTo(Phase.RINGING);
        assertThat(List.of(bronze, alsoBronze, alsoGold))
                .allMatch(caller -> caller.phase == Phase.WAITING);
        assertThat(three.heard.size() + two.heard.size())
                .as("a place each, and one offer")
                .isEqualTo(5);
    }

    @Test
    void anOwnerThatDrainsHandsOverWithoutAGap() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller talks = nodes.call(one, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        Caller here = nodes.call(one, Tier.BRONZE);
        Caller there = nodes.call(two, Tier.GOLD);
        nodes.soon();
        one.floorOfCalls.giveUp();
        nodes.pass(Duration.ofMillis(300));
        assertThat(two.owns()).isTrue();
        nodes.pass(Duration.ofMillis(500));
        talks.hangUp();
        nodes.pass(Duration.ofSeconds(6));
        assertThat(there.phase).isEqualTo(Phase.RINGING);
        there.fail(OfferFailure.BUSY);
        there.hangUp();
        nodes.pass(Duration.ofSeconds(6));
        assertThat(here.phase).as("served by the new owner").isEqualTo(Phase.RINGING);
        assertThat(here.joined).isOne();
    }

    @ParameterizedTest(name = "clock ahead by {0} ms")
    @ValueSource(ints = {-2_000, 2_000})
    void clocksThatAreApartChangeNobodysPlace(int apartMs) {
        Duration apart = Duration.ofMillis(apartMs);
        TestNode one = nodes.node("n1", ANN);
        TestNode two =
                new TestNode(shared, new OtherClock(shared.loop, apart), "n2", 1, settings(ANN));
        nodes.pass(Duration.ofMillis(900));
        Caller talks = nodes.call(one, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        Caller first =
                two.call(nodes.nextCall(), SALES, Tier.BRONZE, shared.loop.instant().plus(apart));
        nodes.pass(Duration.ofMillis(500));
        Caller second = nodes.call(one, Tier.BRONZE);
        nodes.pass(Duration.ofMillis(500));
        Caller third =
                two.call(nodes.nextCall(), SALES, Tier.BRONZE, shared.loop.instant().plus(apart));
        nodes.soon();
        talks.hangUp();
        for (Caller next : List.of(first, second)) {
            nodes.pass(Duration.ofSeconds(6)); // wrap-up
            assertThat(next.phase).as("who came first").isEqualTo(Phase.RINGING);
            next.answer();
            if (next == first) {
                next.hangUp();
            }
        }
        one.kill(); // and the second caller with it
        nodes.pass(HANDOVER);
        assertThat(two.owns()).isTrue();
        assertThat(third.phase).as("by the new owner's clock").isEqualTo(Phase.RINGING);
        assertThat(third.joined).isOne();
    }

    @ParameterizedTest(name = "away for {0} s")
    @ValueSource(ints = {10, 600})
    void withoutRedisEachServesItsOwnAndAfterItOneServesAll(int awayS) {
        TestNode one = nodes.node("n1", ANN, BOB);
        TestNode two = nodes.node("n2", ANN, BOB);
        Caller talks = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        shared.weather.away = true;
        nodes.pass(Duration.ofSeconds(4));
        assertThat(one.isAlone()).isTrue();
        assertThat(two.isAlone()).isTrue();
        Caller alone = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        assertThat(alone.phase).isEqualTo(Phase.RINGING);
        alone.answer();
        Caller waits = nodes.call(two, Tier.BRONZE);
        nodes.pass(Duration.ofSeconds(awayS));
        shared.weather.away = false;
        nodes.pass(HANDOVER);
        TestNode owner = one.owns() ? one : two;
        assertThat(List.of(one.owns(), two.owns())).containsOnlyOnce(true);
        assertThat(state(owner, ANN)).isInstanceOf(AgentState.OnCall.class);
        assertThat(state(owner, BOB)).isInstanceOf(AgentState.OnCall.class);
        assertThat(talks.phase).isEqualTo(Phase.TALKING);
        talks.hangUp();
        nodes.pass(Duration.ofSeconds(6));
        assertThat(waits.phase).isEqualTo(Phase.RINGING);
    }

    @Test
    void whoStartsBesideAnOwnerDecidesNothing() {
        TestNode one = nodes.node("n1", ANN);
        Caller talks = nodes.call(one, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        TestNode two = new TestNode(shared, "n2", 1, settings(ANN));
        Caller early = two.call(nodes.nextCall(), SALES, Tier.BRONZE, shared.loop.instant());
        nodes.pass(Duration.ofSeconds(2));
        assertThat(early.phase).isEqualTo(Phase.WAITING);
        assertThat(early.joined).isOne();
        assertThat(two.written).isEmpty();
    }

    @Test
    void whoStartsWithoutRedisServesItsOwnAfterASecond() {
        shared.weather.away = true;
        TestNode one = new TestNode(shared, "n1", 1, settings(ANN));
        Caller early = one.call(nodes.nextCall(), SALES, Tier.BRONZE, shared.loop.instant());
        nodes.pass(Duration.ofMillis(1200));
        assertThat(one.isAlone()).isTrue();
        assertThat(early.phase).isEqualTo(Phase.RINGING);
    }

    @Test
    void theOwnersSettingsDecideAndADifferenceIsNamed() {
        TestNode one = nodes.node("n1", ANN);
        FloorSettings club =
                new FloorSettings(
                        List.of(QueueSettings.defaults(SALES), QueueSettings.defaults(CLUB)),
                        List.of(fixed(ANN)),
                        TierOffsets.defaults(),
                        RestSettings.defaults());
        TestNode two = new TestNode(shared, "n2", 1, club);
        nodes.pass(Duration.ofSeconds(2));
        assertThat(two.floorOfCalls.counts().differs()).as("it may be on its way").isFalse();
        nodes.pass(Duration.ofSeconds(2));
        assertThat(two.floorOfCalls.counts().differs()).isTrue();
        assertThat(one.floorOfCalls.counts().differs()).isFalse();
        Caller caller = two.call(nodes.nextCall(), CLUB, Tier.GOLD, shared.loop.instant());
        nodes.soon();
        assertThat(caller.over).isEqualTo(new QueueEvent.Over(caller.id, Outcome.UNKNOWN_QUEUE));
        assertThat(two.floor.change(settings(ANN))).isEmpty();
        nodes.pass(Duration.ofSeconds(1));
        assertThat(two.floorOfCalls.counts().differs()).isFalse();
    }

    private int place(Caller caller) {
        caller.placed = null;
        caller.node().floorOfCalls.tell(new QueueCommand.AskPlace(caller.id));
        nodes.soon();
        return Objects.requireNonNull(caller.placed, "nobody says").position();
    }

    /** CC17: as an admin sets tiers live; each process finds it in Redis. */
    @Test
    void newOffsetsGiveAllWhoWaitAnywhereTheirPlaceOnceAndUnderTheNextOwnerToo() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller talks = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        Caller bronze = nodes.call(two, Tier.BRONZE);
        nodes.pass(Duration.ofMillis(500));
        Caller gold = nodes.call(two, Tier.GOLD);
        nodes.soon();
        assertThat(List.of(place(gold), place(bronze))).containsExactly(1, 2);

        FloorSettings flat =
                new FloorSettings(
                        List.of(QueueSettings.defaults(SALES)),
                        List.of(fixed(ANN)),
                        new TierOffsets(Map.of()),
                        RestSettings.defaults());
        assertThat(one.floor.change(flat)).isEmpty();
        assertThat(two.floor.change(flat)).isEmpty();
        assertThat(List.of(place(gold), place(bronze))).as("the owner").containsExactly(2, 1);
        one.kill();
        nodes.pass(HANDOVER);
        assertThat(two.owns()).isTrue();
        assertThat(List.of(place(gold), place(bronze))).as("the next").containsExactly(2, 1);
        assertThat(two.floor.change(settings(ANN))).isEmpty();
        assertThat(List.of(place(gold), place(bronze))).as("back").containsExactly(1, 2);
    }

    @Test
    void aRestartedOwnerHasTheFloorAgainAtOnce() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller waits = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        waits.answer();
        one.kill();
        TestNode again = new TestNode(shared, "n1", 2, settings(ANN));
        nodes.pass(Duration.ofMillis(1500));
        assertThat(again.owns()).isTrue();
        assertThat(state(again, ANN)).isInstanceOf(AgentState.OnCall.class);
        assertThat(waits.phase).isEqualTo(Phase.TALKING);
    }

    @Test
    void aRedisThatForgotEverythingChangesNothingForThoseWhoTalk() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller talks = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        talks.answer();
        Caller waits = nodes.call(one, Tier.BRONZE);
        nodes.soon();
        shared.hub.forget();
        nodes.pass(HANDOVER);
        assertThat(waits.phase).isEqualTo(Phase.WAITING);
        talks.hangUp();
        nodes.pass(Duration.ofSeconds(6));
        assertThat(waits.phase).isEqualTo(Phase.RINGING);
    }
}
