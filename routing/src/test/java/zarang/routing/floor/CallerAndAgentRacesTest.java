package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.BOB;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.SUPPORT;
import static zarang.routing.floor.TestFloor.call;
import static zarang.routing.floor.TestFloor.fixed;
import static zarang.routing.floor.TestFloor.registered;
import static zarang.routing.floor.TestFloor.settings;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.Tier;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.queue.QueueSettings;

/** Two things at once, and everything that ends a wait or an offer. */
final class CallerAndAgentRacesTest {
    private static QueueSettings sales(Duration maxWait, int size, boolean joinWhenEmpty) {
        QueueSettings d = TestFloor.sales();
        return new QueueSettings(
                SALES,
                d.ringTimeout(),
                d.wrapUp(),
                maxWait,
                size,
                d.hardCap(),
                joinWhenEmpty,
                d.serviceTarget(),
                d.shortAbandon());
    }

    private static TestFloor withTwoAgents() {
        TestFloor on =
                new TestFloor(
                        settings(
                                List.of(TestFloor.sales()),
                                registered(ANN, SALES),
                                registered(BOB, SALES)));
        on.reachable(ANN, BOB);
        return on;
    }

    @Test
    void callerAbandoningWhileItWaitsIsForgotten() {
        TestFloor on = TestFloor.withAnn();
        on.join(1, Tier.BRONZE);
        on.pass(3);
        on.abandon(1);
        on.reachable(ANN);
        assertThat(on.offered()).isEmpty();
        assertThat(on.queue().serviceLevel())
                .extracting("joined", "abandoned", "shortAbandoned")
                .containsExactly(1L, 1L, 1L);
        on.expectAtRest();
    }

    @Test
    void callerAbandoningWhileTheAgentRingsFreesTheAgentForTheNext() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.join(2, Tier.BRONZE);
        on.pass(7);
        on.abandon(1);
        assertThat(on.offered()).containsExactly(1, 2);
        assertThat(on.queue().serviceLevel())
                .extracting("abandoned", "shortAbandoned")
                .containsExactly(1L, 0L);
    }

    @Test
    void callerAbandoningWhileTheLeaseIsAskedForIsNotOffered() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.floor.tell(new QueueCommand.Join(call(1), SALES, Tier.BRONZE, on.loop.instant()));
        on.floor.tell(new QueueCommand.Leave(call(1), LeaveReason.ABANDONED));
        on.loop.settle();
        assertThat(on.offered()).isEmpty();
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
        on.expectAtRest();
    }

    @Test
    void callerAbandoningWhileTheOfferIsOnItsWayIsNotToldOfIt() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.floor.tell(new QueueCommand.Join(call(1), SALES, Tier.BRONZE, on.loop.instant()));
        on.loop.post(() -> on.floor.tell(new QueueCommand.Leave(call(1), LeaveReason.ABANDONED)));
        on.loop.settle();
        assertThat(on.heard).containsExactly(new QueueEvent.Joined(call(1), SALES, 1));
        on.expectAtRest();
    }

    @Test
    void anAnswerThatComesAfterTheCallerLeftIsCountedAndChangesNothing() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.abandon(1);
        on.answer(1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
        assertThat(on.floor.view().counts().staleCommands()).isEqualTo(1);
        on.expectAtRest();
    }

    @Test
    void commandsAboutNothingAreCountedAndChangeNothing() {
        TestFloor on = TestFloor.withAnn();
        OfferId none = new OfferId("none");
        on.abandon(9);
        on.tell(new QueueCommand.OfferAnswered(call(9), none, ANN));
        on.tell(new QueueCommand.OfferFailed(call(9), none, ANN, OfferFailure.BUSY));
        on.tell(new QueueCommand.TalkEnded(call(9), none, new AgentId("9999")));
        on.floor.agentReachable(new AgentId("9999"));
        on.floor.agentUnreachable(new AgentId("9999"));
        assertThat(on.floor.view().counts().staleCommands()).isEqualTo(4);
        assertThat(on.heard).isEmpty();
        on.expectAtRest();
    }

    @Test
    void anotherCallCannotAnswerOrFailAnOffer() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        OfferId offer = on.offerTo(1).offer();
        on.tell(new QueueCommand.OfferAnswered(call(2), offer, ANN));
        on.tell(new QueueCommand.OfferFailed(call(2), offer, ANN, OfferFailure.BUSY));
        on.tell(new QueueCommand.OfferAnswered(call(1), offer, BOB));
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Reserved.class);
        assertThat(on.floor.view().counts().staleCommands()).isEqualTo(3);
    }

    @Test
    void aCallerWhoWaitsAsLongAsAllowedIsToldSo() {
        TestFloor on =
                new TestFloor(
                        settings(
                                List.of(sales(Duration.ofMinutes(1), 10, true)),
                                registered(ANN, SALES)));
        on.join(1, Tier.BRONZE);
        on.loop.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(on.last(1)).isInstanceOf(QueueEvent.Joined.class);
        on.loop.advance(Duration.ofMillis(1));
        assertThat(on.last(1)).isEqualTo(new QueueEvent.Over(call(1), Outcome.MAX_WAIT));
        on.expectAtRest();
    }

    @Test
    void aPhoneThatRingsWhenTheWaitIsOverIsLetRing() {
        TestFloor on =
                new TestFloor(
                        settings(
                                List.of(sales(Duration.ofMinutes(1), 10, true)),
                                registered(ANN, SALES)));
        on.join(1, Tier.BRONZE);
        on.join(2, Tier.BRONZE);
        on.pass(55);
        on.reachable(ANN);
        on.pass(10);
        assertThat(on.last(1)).isInstanceOf(QueueEvent.Offered.class);
        assertThat(on.last(2)).isEqualTo(new QueueEvent.Over(call(2), Outcome.MAX_WAIT));
        on.fail(1, OfferFailure.NO_ANSWER);
        assertThat(on.last(1)).isEqualTo(new QueueEvent.Over(call(1), Outcome.MAX_WAIT));
        on.pass(10);
        on.expectAtRest();
    }

    @Test
    void aFullQueueRefusesTheNextAlsoCountingThoseWhoseAgentRings() {
        TestFloor on =
                new TestFloor(
                        settings(
                                List.of(sales(Duration.ofMinutes(1), 2, true)),
                                registered(ANN, SALES)));
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.join(2, Tier.BRONZE);
        on.join(3, Tier.GOLD);
        assertThat(on.last(3)).isEqualTo(new QueueEvent.Over(call(3), Outcome.FULL));
        on.answer(1);
        on.join(4, Tier.BRONZE);
        assertThat(on.last(4)).isInstanceOf(QueueEvent.Joined.class);
    }

    @Test
    void anEmptyQueueIsJoinedByDefaultAndRefusedWhereTheAdminSaysSo() {
        TestFloor waits = TestFloor.withAnn();
        waits.join(1, Tier.BRONZE);
        assertThat(waits.last(1)).isInstanceOf(QueueEvent.Joined.class);

        TestFloor refuses =
                new TestFloor(
                        settings(
                                List.of(sales(Duration.ofMinutes(1), 10, false)),
                                registered(ANN, SALES)));
        refuses.join(1, Tier.BRONZE);
        assertThat(refuses.last(1)).isEqualTo(new QueueEvent.Over(call(1), Outcome.NO_AGENTS));
        refuses.reachable(ANN);
        refuses.join(2, Tier.BRONZE);
        refuses.join(3, Tier.BRONZE);
        assertThat(refuses.last(3)).isInstanceOf(QueueEvent.Joined.class);
    }

    @Test
    void aQueueThatNobodyIsSetToServeIsNotWaitedIn() {
        TestFloor on =
                new TestFloor(
                        settings(
                                List.of(TestFloor.sales(), QueueSettings.defaults(SUPPORT)),
                                registered(ANN, SALES)));
        on.join(1, SUPPORT, Tier.BRONZE, on.loop.instant());
        assertThat(on.last(1)).isEqualTo(new QueueEvent.Over(call(1), Outcome.NO_AGENTS));
    }

    @Test
    void anUnknownQueueIsToldSo() {
        TestFloor on = TestFloor.withAnn();
        on.join(1, SUPPORT, Tier.BRONZE, on.loop.instant());
        assertThat(on.last(1)).isEqualTo(new QueueEvent.Over(call(1), Outcome.UNKNOWN_QUEUE));
    }

    @Test
    void aRepeatedJoinIsToldItsPlaceAndAJoinElsewhereIsAMove() {
        TestFloor on =
                new TestFloor(
                        settings(
                                List.of(TestFloor.sales(), QueueSettings.defaults(SUPPORT)),
                                registered(ANN, SALES),
                                registered(BOB, SUPPORT)));
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.join(1, Tier.BRONZE);
        assertThat(on.offered()).containsExactly(1);
        on.join(1, SUPPORT, Tier.BRONZE, on.loop.instant());
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
        on.reachable(BOB);
        assertThat(on.offerTo(1).agent()).isEqualTo(BOB);
    }

    @Test
    void afterATalkTheAgentWrapsUpAndThenTakesTheNext() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.join(2, Tier.BRONZE);
        on.answer(1);
        on.pass(60);
        on.endTalk(1);
        on.loop.advance(Duration.ofSeconds(5).minusMillis(1));
        assertThat(on.state(ANN)).isInstanceOf(AgentState.WrapUp.class);
        assertThat(on.offered()).containsExactly(1);
        on.loop.advance(Duration.ofMillis(1));
        assertThat(on.offered()).containsExactly(1, 2);
    }

    @Test
    void anAgentWhoSaysReadyEndsItsWrapUp() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.answer(1);
        on.endTalk(1);
        on.ask(ANN, new AgentWish.Ready());
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
        on.loop.settle();
        on.expectAtRest();
    }

    @Test
    void aCallerWhoLeavesWithoutEndingTheTalkEndsIt() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.answer(1);
        on.abandon(1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.WrapUp.class);
        on.pass(5);
        on.expectAtRest();
    }

    @Test
    void anAgentWhoDoesNotAnswerRestsWhileTheCallerGoesToTheNext() {
        TestFloor on = withTwoAgents();
        on.join(1, Tier.BRONZE);
        assertThat(on.offerTo(1).agent()).isEqualTo(ANN);
        on.fail(1, OfferFailure.NO_ANSWER);
        assertThat(on.offerTo(1).agent()).isEqualTo(BOB);
        on.fail(1, OfferFailure.BUSY);
        on.pass(5);
        assertThat(on.offerTo(1).agent()).isEqualTo(BOB);
        assertThat(on.offered()).hasSize(3);
        assertThat(on.queue().serviceLevel().offersFailed()).isEqualTo(2);
    }

    @Test
    void afterThreeMissesInARowAnAgentIsNotReadyUntilItsPhoneRegistersAnew() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        for (int miss = 0; miss < 3; miss++) {
            on.fail(1, miss == 1 ? OfferFailure.UNREACHABLE : OfferFailure.NO_ANSWER);
            on.pass(10);
        }
        assertThat(on.state(ANN)).isInstanceOf(AgentState.NotReady.class);
        on.pass(300);
        assertThat(on.offered()).hasSize(3);
        on.reachable(ANN);
        assertThat(on.offered()).hasSize(4);
    }

    @Test
    void anAnswerBetweenMissesStartsTheCountAnew() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        for (int round = 0; round < 2; round++) {
            on.fail(1, OfferFailure.NO_ANSWER);
            on.pass(10);
        }
        on.answer(1);
        on.endTalk(1);
        on.pass(5);
        on.join(2, Tier.BRONZE);
        on.fail(2, OfferFailure.NO_ANSWER);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Resting.class);
    }

    @Test
    void aFixedContactThatMissesRestsLongerAndIsTriedAgain() {
        TestFloor on = new TestFloor(settings(List.of(TestFloor.sales()), fixed(ANN, SALES)));
        on.floor.agentUnreachable(ANN);
        on.join(1, Tier.BRONZE);
        on.fail(1, OfferFailure.UNREACHABLE);
        on.pass(5);
        on.fail(1, OfferFailure.UNREACHABLE);
        on.pass(5);
        on.fail(1, OfferFailure.UNREACHABLE);
        on.pass(59);
        assertThat(on.offered()).hasSize(3);
        on.pass(1);
        assertThat(on.offered()).hasSize(4);
    }

    @Test
    void aPhoneThatGoesWhileItRingsTakesTheOfferBackAndTheCallerWaitsOn() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        OfferId offer = on.offerTo(1).offer();
        on.floor.agentUnreachable(ANN);
        on.loop.settle();
        assertThat(on.last(1)).isEqualTo(new QueueEvent.OfferRevoked(call(1), offer));
        assertThat(on.state(ANN)).isInstanceOf(AgentState.LoggedOut.class);
        on.reachable(ANN);
        assertThat(on.offered()).containsExactly(1, 1);
    }

    @Test
    void aPhoneThatGoesInATalkLogsTheAgentOutAfterIt() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.answer(1);
        on.floor.agentUnreachable(ANN);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.OnCall.class);
        on.endTalk(1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.LoggedOut.class);
        on.pass(5);
        assertThat(on.state(ANN)).isEqualTo(new AgentState.LoggedOut());
        on.expectAtRest();
    }

    @Test
    void anAnswerThatCrossesWithTheRevocationCountsAndNothingMoreIsSaid() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        QueueEvent.Offered offer = on.offerTo(1);
        on.floor.agentUnreachable(ANN);
        on.tell(new QueueCommand.OfferAnswered(call(1), offer.offer(), ANN));
        assertThat(on.last(1)).isEqualTo(offer);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.OnCall.class);
        assertThat(on.queue().serviceLevel().answered()).isEqualTo(1);
        on.endTalk(1);
        on.pass(5);
        on.expectAtRest();
    }

    @Test
    void anAnswerThatCrossesWithTheRevocationUndoesWhatWasOfferedSince() {
        TestFloor on = withTwoAgents();
        on.join(1, Tier.BRONZE);
        QueueEvent.Offered offer = on.offerTo(1);
        on.floor.agentUnreachable(ANN);
        on.floor.agentReachable(ANN);
        on.floor.tell(new QueueCommand.Join(call(2), SALES, Tier.BRONZE, on.loop.instant()));
        on.tell(new QueueCommand.OfferAnswered(call(1), offer.offer(), ANN));
        assertThat(on.last(1)).isEqualTo(offer);
        assertThat(on.state(ANN)).isEqualTo(new AgentState.OnCall(offer.offer()));
        assertThat(on.offerTo(2).agent()).isEqualTo(BOB);
        on.answer(2);
        on.endTalk(1);
        on.endTalk(2);
        on.pass(5);
        on.expectAtRest();
    }

    @Test
    void anOfferThatTheCallForgetsIsTakenBack() {
        TestFloor on = TestFloor.withAnn();
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.pass(24);
        assertThat(on.last(1)).isInstanceOf(QueueEvent.Offered.class);
        on.pass(1);
        assertThat(on.last(1)).isInstanceOf(QueueEvent.OfferRevoked.class);
        assertThat(on.floor.view().counts().overdueOffers()).isEqualTo(1);
    }

    @Test
    void theWallboardCountsWaitRingAndWork() {
        TestFloor on = withTwoAgents();
        on.join(1, Tier.BRONZE);
        on.pass(3);
        on.answer(1);
        on.join(2, Tier.BRONZE);
        on.join(3, Tier.BRONZE);
        on.pass(4);
        assertThat(on.queue())
                .extracting("waiting", "ringing", "longestWait", "agentsAtWork")
                .containsExactly(2, 1, Duration.ofSeconds(4), 2);
        assertThat(on.queue().serviceLevel())
                .extracting("joined", "answered", "answeredInTime", "waitedForAnswer")
                .containsExactly(3L, 1L, 1L, Duration.ofSeconds(3));
        assertThat(on.queue().serviceLevel().ratio()).isEqualTo(1.0);
    }

    @Test
    void aClosedFloorGivesItsAgentsBackAndLeavesNoTimer() {
        TestFloor on = withTwoAgents();
        on.join(1, Tier.BRONZE);
        on.answer(1);
        on.join(2, Tier.BRONZE);
        on.join(3, Tier.BRONZE);
        on.floor.close();
        on.endTalk(1);
        assertThat(on.loop.pendingTimers()).isZero();
    }
}
