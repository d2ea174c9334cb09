package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.registered;
import static zarang.routing.floor.TestFloor.settings;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import zarang.call.Tier;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.reserve.InMemoryReservations;
import zarang.routing.reserve.Lease;
import zarang.routing.reserve.Reservations;

/** How an agent's states end, by somebody's word and by time. */
final class AgentStatesTest {
    private final InMemoryReservations.Store store = new InMemoryReservations.Store();
    private final TestFloor on =
            new TestFloor(
                    settings(List.of(TestFloor.sales()), registered(ANN, SALES)),
                    new InMemoryReservations(store, "n1"));

    /** Ann has talked for a minute and wraps up for five seconds from now. */
    private void annTalked() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.answer(1);
        on.pass(60);
        on.endTalk(1);
    }

    private void annMisses(int call, int times) {
        for (int miss = 0; miss < times; miss++) {
            on.fail(call, OfferFailure.NO_ANSWER);
            on.pass(10);
        }
    }

    private boolean anotherNodeGetsAnn() {
        Reservations other = new InMemoryReservations(store, "n2");
        CompletionStage<Lease> lease =
                other.reserve(ANN, new OfferId("other"), Duration.ofMillis(1), on.loop.instant());
        return lease.toCompletableFuture().join() instanceof Lease.Held;
    }

    @Test
    void aPhoneThatFlapsInWrapUpDoesNotEndIt() {
        annTalked();
        AgentState wrapUp = on.state(ANN);
        on.pass(2);
        on.floor.agentUnreachable(ANN);
        assertThat(on.state(ANN).label()).isEqualTo("logged-out");
        assertThat(anotherNodeGetsAnn()).as("the lease is kept").isFalse();
        on.pass(1);
        on.floor.agentReachable(ANN);
        assertThat(on.state(ANN)).as("until the old moment").isEqualTo(wrapUp);
        on.join(2, Tier.GOLD);
        on.loop.advance(Duration.ofMillis(1_999));
        assertThat(on.offered()).containsExactly(1);
        on.loop.advance(Duration.ofMillis(1));
        assertThat(on.offered()).containsExactly(1, 2);
    }

    @Test
    void aPhoneThatWasLostInTheTalkStillGivesWrapUp() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.answer(1);
        on.floor.agentUnreachable(ANN);
        on.endTalk(1);
        assertThat(on.state(ANN).label()).isEqualTo("logged-out");
        on.pass(1);
        on.floor.agentReachable(ANN);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.WrapUp.class);
        on.pass(4);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
        on.expectAtRest();
    }

    @Test
    void aPhoneThatFlapsInTheTalkChangesNothing() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.answer(1);
        on.floor.agentUnreachable(ANN);
        on.floor.agentReachable(ANN);
        on.endTalk(1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.WrapUp.class);
    }

    @Test
    void anAgentWhoLeavesInWrapUpIsGivenBackAtItsEnd() {
        annTalked();
        on.floor.agentUnreachable(ANN);
        on.pass(5);
        assertThat(on.state(ANN)).isEqualTo(new AgentState.LoggedOut());
        assertThat(anotherNodeGetsAnn()).isTrue();
        on.expectAtRest();
        on.reachable(ANN);
        assertThat(on.state(ANN)).as("back later").isInstanceOf(AgentState.Available.class);
    }

    @Test
    void readyEndsWrapUpAtOnce() {
        annTalked();
        on.ask(ANN, new AgentWish.Ready());
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
        on.expectAtRest();
    }

    @Test
    void notReadyEndsByTheAgentsWord() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        annMisses(1, 3);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.NotReady.class);
        on.ask(ANN, new AgentWish.Ready());
        on.loop.settle();
        assertThat(on.offered()).as("the waiting caller is offered at once").hasSize(4);
        on.fail(1, OfferFailure.NO_ANSWER);
        assertThat(on.state(ANN))
                .as("and misses count anew")
                .isInstanceOf(AgentState.Resting.class);
    }

    @Test
    void notReadyEndsByTheAgentsPhone() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        annMisses(1, 3);
        on.floor.agentUnreachable(ANN);
        assertThat(on.state(ANN)).isEqualTo(new AgentState.LoggedOut());
        on.reachable(ANN);
        assertThat(on.offered()).hasSize(4);
    }

    @Test
    void notReadyEndsByTimeAndTheNextMissIsEnoughForAnother() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        annMisses(1, 2);
        on.fail(1, OfferFailure.NO_ANSWER);
        on.pass(599);
        assertThat(on.offered()).hasSize(3);
        on.pass(1);
        assertThat(on.offered()).hasSize(4);
        on.fail(1, OfferFailure.NO_ANSWER);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.NotReady.class);
    }

    @Test
    void aTalkThatItsCallForgotEndsByTime() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.answer(1);
        on.pass(Duration.ofHours(25).toSeconds() - 1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.OnCall.class);
        on.pass(1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.WrapUp.class);
        assertThat(on.floor.view().counts().overdueOffers()).isEqualTo(1);
        on.pass(5);
        on.endTalk(1);
        assertThat(on.floor.view().counts().staleCommands()).as("a late word").isEqualTo(1);
        on.expectAtRest();
    }

    @Test
    void restEndsByTime() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.fail(1, OfferFailure.REJECTED);
        on.pass(4);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Resting.class);
        on.pass(1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Reserved.class);
    }
}
