package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.call;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import zarang.call.Tier;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;

/** CC17: a caller whose earlier wait is found moves forward once, wherever it is by then. */
final class RegainedPlaceTest {
    private final TestFloor on = TestFloor.withAnn();

    private void joinsAgain(int caller, Instant since) {
        on.join(caller, SALES, Tier.BRONZE, since);
    }

    @Test
    void callerGoesBeforeThoseWhoCameAfterItsFirstWaitAndIsToldSo() {
        Instant then = on.loop.instant();
        on.pass(60);
        on.join(1, Tier.BRONZE);
        on.pass(60);
        on.join(2, Tier.BRONZE);
        assertThat(on.last(2)).isEqualTo(new QueueEvent.Joined(call(2), SALES, 2));
        joinsAgain(2, then);
        assertThat(on.last(2)).isEqualTo(new QueueEvent.Joined(call(2), SALES, 1));
        assertThat(on.queue().serviceLevel().joined()).isEqualTo(2);

        joinsAgain(2, on.loop.instant());
        assertThat(on.last(2))
                .as("nobody is put back")
                .isEqualTo(new QueueEvent.Joined(call(2), SALES, 1));
        on.reachable(ANN);
        assertThat(on.offered()).containsExactly(2);
    }

    @Test
    void callerWhoseAgentRingsComesBackToTheOldPlace() {
        Instant then = on.loop.instant();
        on.pass(60);
        on.reachable(ANN);
        on.join(2, Tier.BRONZE);
        on.join(1, SALES, Tier.BRONZE, then.plusSeconds(30));
        assertThat(on.offered()).containsExactly(2);
        joinsAgain(2, then);
        on.fail(2, OfferFailure.NO_ANSWER);
        on.pass(10);
        assertThat(on.offered()).containsExactly(2, 2);
    }

    @Test
    void hardCapAndLongestWaitCountFromWhereEachBegins() {
        Duration hardCap = TestFloor.sales().hardCap();
        Instant then = on.loop.instant();
        on.pass(hardCap.toSeconds() - 60);
        on.join(1, Tier.BRONZE);
        joinsAgain(1, then);
        on.pass(59);
        on.join(2, Tier.GOLD);
        assertThat(on.last(2)).isEqualTo(new QueueEvent.Joined(call(2), SALES, 2));
        on.pass(1);
        on.join(3, Tier.GOLD);
        on.abandon(2);
        on.abandon(3);
        on.pass(TestFloor.sales().maxWait().toSeconds() - 62);
        assertThat(on.last(1)).isInstanceOf(QueueEvent.Joined.class);
        on.pass(2);
        assertThat(on.last(1)).isEqualTo(new QueueEvent.Over(call(1), QueueEvent.Outcome.MAX_WAIT));
        on.expectAtRest();
    }
}
