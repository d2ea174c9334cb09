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
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.Tier;
import zarang.call.engine.DialTarget;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.AgentState;
import zarang.routing.queue.QueueSettings;

/** Who is served next (CC17, TR05), and by whom. */
final class OrderOfServiceTest {
    private static final int WRAP_UP_S = 5;

    private static void serve(TestFloor on, int call) {
        on.answer(call);
        on.pass(60);
        on.endTalk(call);
        on.pass(WRAP_UP_S);
    }

    @Test
    void goldIsRungFirstThoughItCameLastThenTheBronzeOnesInTheirOrder() {
        TestFloor on = TestFloor.withAnn();
        on.join(1, Tier.BRONZE);
        on.pass(10);
        on.join(2, Tier.BRONZE);
        on.pass(10);
        on.join(3, Tier.GOLD);
        on.pass(10);

        on.reachable(ANN);
        serve(on, 3);
        serve(on, 1);
        serve(on, 2);

        assertThat(on.offered()).containsExactly(3, 1, 2);
        assertThat(on.heard(3))
                .startsWith(new QueueEvent.Joined(call(3), SALES, 1))
                .filteredOn(QueueEvent.Offered.class::isInstance)
                .singleElement()
                .extracting("agent", "target", "ringTimeout")
                .containsExactly(ANN, new DialTarget.Registered("2001"), Duration.ofSeconds(20));
        on.expectAtRest();
    }

    @Test
    void goldDoesNotPassBronzeWhoWaitedLongerThanTheOffset() {
        TestFloor on = TestFloor.withAnn();
        on.join(1, Tier.BRONZE);
        on.pass(5 * 60 + 1);
        on.join(2, Tier.GOLD);
        on.reachable(ANN);

        assertThat(on.offered()).containsExactly(1);
    }

    @Test
    void callersOfOneMomentAreServedInOrderOfArrival() {
        TestFloor on = TestFloor.withAnn();
        for (int call = 1; call <= 5; call++) {
            on.join(call, Tier.SILVER);
        }
        on.reachable(ANN);
        for (int call = 1; call <= 5; call++) {
            serve(on, call);
        }
        assertThat(on.offered()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void callerOlderThanTheHardCapGoesBeforeEveryTierInOrderOfArrival() {
        QueueSettings d = TestFloor.sales();
        QueueSettings capped =
                new QueueSettings(
                        SALES,
                        d.ringTimeout(),
                        d.wrapUp(),
                        d.maxWait(),
                        d.size(),
                        Duration.ofMinutes(2),
                        true,
                        d.serviceTarget(),
                        d.shortAbandon());
        TestFloor on = new TestFloor(settings(List.of(capped), registered(ANN, SALES)));
        on.join(1, Tier.BRONZE);
        on.pass(1);
        on.join(2, Tier.GOLD);
        on.pass(119);
        on.join(3, Tier.GOLD);

        on.reachable(ANN);
        serve(on, 1);
        serve(on, 2);
        assertThat(on.offered()).containsExactly(1, 2, 3);
    }

    @Test
    void positionCountsThoseWhoGoFirst() {
        TestFloor on = TestFloor.withAnn();
        on.join(1, Tier.BRONZE);
        on.join(2, Tier.BRONZE);
        on.join(3, Tier.GOLD);
        on.join(4, Tier.SILVER);
        assertThat(on.heard).extracting("position").containsExactly(1, 2, 1, 2);
    }

    @Test
    void theKeyIsKeptWhenAnAgentDoesNotAnswer() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.pass(1);
        on.join(2, Tier.BRONZE);
        on.pass(19);
        on.fail(1, OfferFailure.NO_ANSWER);
        on.pass(10);
        assertThat(on.offered()).containsExactly(1, 1);
    }

    @Test
    void theKeyIsKeptWhenTheAgentsLegIsLostAndTheCallerJoinsAgain() {
        TestFloor on = TestFloor.withAnn();
        var first = on.loop.instant();
        on.join(1, Tier.BRONZE);
        on.pass(1);
        on.join(2, Tier.BRONZE);
        on.reachable(ANN);
        on.answer(1);
        on.pass(30);
        on.endTalk(1);
        on.join(1, SALES, Tier.BRONZE, first);
        on.pass(WRAP_UP_S);
        assertThat(on.offered()).containsExactly(1, 1);
        assertThat(on.heard(1)).contains(new QueueEvent.Joined(call(1), SALES, 1));
    }

    @Test
    void theKeyIsKeptInAnotherQueue() {
        TestFloor on =
                new TestFloor(
                        settings(
                                List.of(TestFloor.sales(), QueueSettings.defaults(SUPPORT)),
                                registered(ANN, SUPPORT)));
        var first = on.loop.instant();
        on.join(1, SUPPORT, Tier.BRONZE, first);
        on.pass(10);
        on.join(2, SUPPORT, Tier.BRONZE, on.loop.instant());
        on.abandon(1);
        on.pass(10);
        on.join(1, SUPPORT, Tier.BRONZE, first);
        on.reachable(ANN);
        assertThat(on.offered()).containsExactly(1);
    }

    @Test
    void anAgentOfTwoQueuesTakesTheCallerWhoGoesFirstInBoth() {
        TestFloor on =
                new TestFloor(
                        settings(
                                List.of(TestFloor.sales(), QueueSettings.defaults(SUPPORT)),
                                registered(ANN, SALES, SUPPORT)));
        on.join(1, SALES, Tier.BRONZE, on.loop.instant());
        on.pass(60);
        on.join(2, SUPPORT, Tier.BRONZE, on.loop.instant());
        on.join(3, SUPPORT, Tier.GOLD, on.loop.instant());
        on.reachable(ANN);
        serve(on, 3);
        serve(on, 1);
        assertThat(on.offered()).containsExactly(3, 1, 2);
    }

    @Test
    void theAgentWhoIsIdleLongestIsOfferedFirst() {
        TestFloor on =
                new TestFloor(
                        settings(
                                List.of(TestFloor.sales()),
                                registered(ANN, SALES),
                                registered(BOB, SALES)));
        on.reachable(BOB, ANN);
        on.join(1, Tier.BRONZE);
        on.join(2, Tier.BRONZE);
        assertThat(on.offerTo(1).agent()).isEqualTo(BOB);
        assertThat(on.offerTo(2).agent()).isEqualTo(ANN);
        on.answer(1);
        on.answer(2);
        on.endTalk(2);
        on.pass(1);
        on.endTalk(1);
        on.pass(WRAP_UP_S);
        on.join(3, Tier.BRONZE);
        assertThat(on.offerTo(3).agent()).isEqualTo(ANN);
    }

    @Test
    void anAgentWhoseCallerHungUpKeepsItsPlaceAmongTheIdle() {
        TestFloor on =
                new TestFloor(
                        settings(
                                List.of(TestFloor.sales()),
                                registered(ANN, SALES),
                                registered(BOB, SALES)));
        on.reachable(ANN, BOB);
        on.pass(30);
        on.join(1, Tier.BRONZE);
        on.pass(3);
        on.abandon(1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
        on.join(2, Tier.BRONZE);
        assertThat(on.offerTo(2).agent()).isEqualTo(ANN);
    }

    @Test
    void aMomentInTheFutureBuysNoPlace() {
        TestFloor on = TestFloor.withAnn();
        on.join(1, SALES, Tier.BRONZE, on.loop.instant().plusSeconds(100));
        on.join(2, SALES, Tier.BRONZE, on.loop.instant());
        on.reachable(ANN);
        assertThat(on.offered()).containsExactly(1);
    }
}
