package zarang.routing.reserve;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.queue.OfferId;

/** What every store of leases must do. Two nodes share one; time is what the test says. */
abstract class ReservationsContract {
    private static final AgentId ANN = new AgentId("2001");
    private static final AgentId BOB = new AgentId("2002");
    private static final OfferId FIRST = new OfferId("n1-a-1");
    private static final OfferId SECOND = new OfferId("n1-a-2");
    private static final OfferId FOREIGN = new OfferId("n2-b-1");
    private static final Duration SPAN = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-03-21T08:00:00.123Z");
    private static final Instant UNTIL = NOW.plus(SPAN);

    private Fence ours = new Fence();
    private Fence theirs = new Fence();
    private Reservations here;
    private Reservations there;

    /** One of the nodes that share a store which was empty when the test began. */
    abstract Reservations node(String name, Fence fence);

    @BeforeEach
    void twoNodes() {
        ours = new Fence();
        theirs = new Fence();
        here = node("n1", ours);
        there = node("n2", theirs);
    }

    @Test
    void anAgentIsHeldByOneNodeAtATime() throws Exception {
        assertThat(of(here.reserve(ANN, FIRST, SPAN, NOW))).isEqualTo(new Lease.Held(UNTIL));
        assertThat(of(there.reserve(ANN, FOREIGN, SPAN, NOW)))
                .isEqualTo(new Lease.Taken(FIRST, UNTIL));
        assertThat(of(there.reserve(BOB, FOREIGN, SPAN, NOW))).isEqualTo(new Lease.Held(UNTIL));
    }

    @Test
    void askingAgainForTheSameOfferHoldsItFromThenOn() throws Exception {
        of(here.reserve(ANN, FIRST, SPAN, NOW));
        assertThat(of(here.reserve(ANN, FIRST, SPAN, NOW.plusSeconds(5))))
                .isEqualTo(new Lease.Held(UNTIL.plusSeconds(5)));
    }

    @Test
    void aLeaseThatIsNotConfirmedFallsBackByItself() throws Exception {
        of(here.reserve(ANN, FIRST, SPAN, NOW));
        assertThat(of(there.reserve(ANN, FOREIGN, SPAN, UNTIL.minusMillis(1))))
                .isInstanceOf(Lease.Taken.class);
        assertThat(of(there.reserve(ANN, FOREIGN, SPAN, UNTIL))).isInstanceOf(Lease.Held.class);
    }

    @Test
    void confirmingHoldsTheAgentOn() throws Exception {
        of(here.reserve(ANN, FIRST, SPAN, NOW));
        Instant later = NOW.plusSeconds(20);
        assertThat(of(here.confirm(ANN, FIRST, SPAN, later)))
                .isEqualTo(new Lease.Held(later.plus(SPAN)));
        assertThat(of(there.reserve(ANN, FOREIGN, SPAN, UNTIL)))
                .isEqualTo(new Lease.Taken(FIRST, later.plus(SPAN)));
    }

    @Test
    void confirmingPutsBackALeaseThatTheStoreHasLost() throws Exception {
        assertThat(of(here.confirm(ANN, FIRST, SPAN, NOW))).isEqualTo(new Lease.Held(UNTIL));
        assertThat(of(there.reserve(ANN, FOREIGN, SPAN, NOW)))
                .isEqualTo(new Lease.Taken(FIRST, UNTIL));
    }

    @Test
    void confirmingALapsedLeaseThatSomebodyElseHoldsByNowIsRefused() throws Exception {
        of(here.reserve(ANN, FIRST, SPAN, NOW));
        of(there.reserve(ANN, FOREIGN, SPAN, UNTIL));
        assertThat(of(here.confirm(ANN, FIRST, SPAN, UNTIL)))
                .isEqualTo(new Lease.Taken(FOREIGN, UNTIL.plus(SPAN)));
    }

    @Test
    void aNodeReplacesItsOwnLeaseWhoseReleaseWasLost() throws Exception {
        of(here.reserve(ANN, FIRST, SPAN, NOW));
        assertThat(of(here.reserve(ANN, SECOND, SPAN, NOW))).isEqualTo(new Lease.Held(UNTIL));
        assertThat(of(here.confirm(ANN, FIRST, SPAN, NOW)))
                .isEqualTo(new Lease.Taken(SECOND, UNTIL));
    }

    @Test
    void anOfferThatCameOverFromAnotherFloorIsHeldByTheNodeThatItCameTo() throws Exception {
        of(here.reserve(ANN, FIRST, SPAN, NOW));
        assertThat(of(there.reserve(ANN, FIRST, SPAN, NOW))).isEqualTo(new Lease.Held(UNTIL));
        assertThat(of(here.reserve(ANN, SECOND, SPAN, NOW)))
                .isEqualTo(new Lease.Taken(FIRST, UNTIL));
    }

    @Test
    void whoKnowsOfAllCallsPassesOverWhatAnEarlierOwnerLeft() throws Exception {
        ours.set(4, true);
        theirs.set(5, false);
        of(here.reserve(ANN, FIRST, SPAN, NOW));
        assertThat(of(there.reserve(ANN, FOREIGN, SPAN, NOW))).isInstanceOf(Lease.Taken.class);
        theirs.set(5, true);
        assertThat(of(there.reserve(ANN, FOREIGN, SPAN, NOW))).isInstanceOf(Lease.Held.class);
        assertThat(of(here.reserve(ANN, SECOND, SPAN, NOW)))
                .as("an owner who does not know yet that it is none")
                .isEqualTo(new Lease.Taken(FOREIGN, UNTIL));
    }

    @Test
    void anOwnerDoesNotPassOverWhoDecidesForItself() throws Exception {
        of(here.reserve(ANN, FIRST, SPAN, NOW));
        theirs.set(5, true);
        assertThat(of(there.reserve(ANN, FOREIGN, SPAN, NOW))).isInstanceOf(Lease.Taken.class);
    }

    @Test
    void releasingGivesTheAgentBack() throws Exception {
        of(here.reserve(ANN, FIRST, SPAN, NOW));
        assertThat(of(here.release(ANN, FIRST))).isTrue();
        assertThat(of(here.release(ANN, FIRST))).isFalse();
        assertThat(of(there.reserve(ANN, FOREIGN, SPAN, NOW))).isInstanceOf(Lease.Held.class);
    }

    @Test
    void aLateReleaseLeavesTheLeaseOfAnotherOfferAlone() throws Exception {
        of(here.reserve(ANN, FIRST, SPAN, NOW));
        of(here.reserve(ANN, SECOND, SPAN, NOW));
        assertThat(of(here.release(ANN, FIRST))).isFalse();
        assertThat(of(there.reserve(ANN, FOREIGN, SPAN, NOW)))
                .isEqualTo(new Lease.Taken(SECOND, UNTIL));
    }

    static <T> T of(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(5, SECONDS);
    }
}
