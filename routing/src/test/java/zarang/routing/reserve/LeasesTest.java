package zarang.routing.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.OfferId;

/** A store that is away, slow or wrong does not hold up a caller. */
final class LeasesTest {
    private static final AgentId ANN = new AgentId("2001");
    private static final OfferId OFFER = new OfferId("n1-a-1");
    private static final Duration RING = Duration.ofSeconds(20);
    private static final Lease HELD = new Lease.Held(Instant.EPOCH);
    private static final Lease TAKEN = new Lease.Taken(new OfferId("n2-b-1"), Instant.EPOCH);

    private final VirtualLoop loop = new VirtualLoop();
    private final List<String> heard = new ArrayList<>();
    private final Store store = new Store();
    private final Leases leases =
            new Leases(
                    loop,
                    store,
                    LeaseSettings.defaults(),
                    new Leases.Listener() {
                        @Override
                        public void granted(OfferId offer) {
                            heard.add("granted");
                        }

                        @Override
                        public void lost(OfferId offer) {
                            heard.add("lost");
                        }
                    });

    /** Answers when the test says so; writes down what it was asked. */
    private static final class Store implements Reservations {
        final List<String> asked = new ArrayList<>();
        final List<CompletableFuture<Lease>> open = new ArrayList<>();
        boolean broken;

        private CompletableFuture<Lease> ask(String what, Duration lease) {
            asked.add(what + " " + lease.toSeconds());
            if (broken) {
                throw new IllegalStateException("away");
            }
            CompletableFuture<Lease> answer = new CompletableFuture<>();
            open.add(answer);
            return answer;
        }

        @Override
        public CompletionStage<Lease> reserve(
                AgentId agent, OfferId offer, Duration lease, Instant now) {
            return ask("reserve", lease);
        }

        @Override
        public CompletionStage<Lease> confirm(
                AgentId agent, OfferId offer, Duration lease, Instant now) {
            return ask("confirm", lease);
        }

        @Override
        public CompletionStage<Boolean> release(AgentId agent, OfferId offer) {
            asked.add("release");
            return CompletableFuture.completedFuture(true);
        }
    }

    @AfterEach
    void nothingIsLeftOver() {
        leases.release(OFFER, ANN);
        loop.settle();
        assertThat(loop.pendingTimers()).isZero();
    }

    private void answer(Lease lease) {
        store.open.removeFirst().complete(lease);
        loop.settle();
    }

    @Test
    void aHeldLeaseIsGrantedForTheRingAndTheMargin() {
        leases.reserve(OFFER, ANN, RING);
        assertThat(heard).isEmpty();
        answer(HELD);
        loop.advance(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("granted");
        assertThat(store.asked).containsExactly("reserve 30");
        assertThat(leases.counts()).isEqualTo(new LeaseCounts(0, 0));
    }

    @Test
    void aTakenAgentIsLost() {
        leases.reserve(OFFER, ANN, RING);
        answer(TAKEN);
        loop.advance(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("lost");
    }

    @Test
    void aStoreThatIsSlowHoldsTheCallerUpForTheLimitOnly() {
        leases.reserve(OFFER, ANN, RING);
        loop.advance(Duration.ofMillis(99));
        assertThat(heard).isEmpty();
        loop.advance(Duration.ofMillis(1));
        assertThat(heard).containsExactly("granted");
        answer(HELD);
        assertThat(heard).containsExactly("granted");
        assertThat(leases.counts().unsecured()).isEqualTo(1);
    }

    @Test
    void aLateWordThatAnotherNodeHasTheAgentIsHeard() {
        leases.reserve(OFFER, ANN, RING);
        loop.advance(Duration.ofSeconds(1));
        answer(TAKEN);
        assertThat(heard).containsExactly("granted", "lost");
    }

    @Test
    void aStoreThatIsAwayDoesNotHoldTheCallerUpAtAll() {
        store.broken = true;
        leases.reserve(OFFER, ANN, RING);
        loop.settle();
        assertThat(heard).containsExactly("granted");
        assertThat(leases.counts()).isEqualTo(new LeaseCounts(1, 1));
    }

    @Test
    void aTalkIsRenewedUntilItsReleaseAndPutBackAfterTheStoreWasAway() {
        leases.reserve(OFFER, ANN, RING);
        answer(HELD);
        leases.confirm(OFFER, ANN);
        answer(HELD);
        store.broken = true;
        loop.advance(Duration.ofSeconds(20));
        store.broken = false;
        loop.advance(Duration.ofSeconds(20));
        answer(HELD);
        leases.release(OFFER, ANN);
        loop.advance(Duration.ofMinutes(5));
        assertThat(store.asked)
                .containsExactly("reserve 30", "confirm 60", "confirm 60", "confirm 60", "release");
        assertThat(heard).containsExactly("granted");
    }

    @Test
    void aTalkWhoseAgentAnotherNodeTookIsLostOnceAndNoLongerRenewed() {
        leases.reserve(OFFER, ANN, RING);
        answer(HELD);
        leases.confirm(OFFER, ANN);
        answer(TAKEN);
        loop.advance(Duration.ofSeconds(60));
        assertThat(heard).containsExactly("granted", "lost");
        assertThat(store.asked).containsExactly("reserve 30", "confirm 60");
    }

    @Test
    void aTalkThatBeganAfterItsOfferWasTakenBackIsUnderALeaseAgain() {
        leases.reserve(OFFER, ANN, RING);
        answer(HELD);
        leases.release(OFFER, ANN);
        leases.confirm(OFFER, ANN);
        answer(HELD);
        loop.advance(Duration.ofSeconds(20));
        assertThat(store.asked)
                .containsExactly("reserve 30", "release", "confirm 60", "confirm 60");
        assertThat(heard).containsExactly("granted");
    }

    @Test
    void aLeaseThatIsGivenAfterItsReleaseIsGivenBack() {
        leases.reserve(OFFER, ANN, RING);
        leases.release(OFFER, ANN);
        answer(HELD);
        assertThat(heard).isEmpty();
        assertThat(store.asked).containsExactly("reserve 30", "release", "release");
    }
}
