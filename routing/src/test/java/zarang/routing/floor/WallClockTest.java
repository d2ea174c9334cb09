package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.call;
import static zarang.routing.floor.TestFloor.fixed;
import static zarang.routing.floor.TestFloor.sales;
import static zarang.routing.floor.TestFloor.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.Tier;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.reserve.LeaseSettings;

/** Somebody sets the wall clock while callers wait. */
final class WallClockTest {
    private final SettableLoop loop = new SettableLoop();
    private final List<QueueEvent> heard = new ArrayList<>();
    private final Floor floor =
            new Floor(
                    loop,
                    settings(List.of(sales()), fixed(ANN, SALES)),
                    LeaseSettings.defaults(),
                    TestFloor.alone(),
                    "n1",
                    TestFloor.keeping(new ArrayList<>()),
                    heard::add);

    private static final class SettableLoop implements ControlLoop {
        final VirtualLoop virtual = new VirtualLoop();
        Duration shift = Duration.ZERO;

        @Override
        public void post(Runnable message) {
            virtual.post(message);
        }

        @Override
        public Timer schedule(Duration delay, Runnable message) {
            return virtual.schedule(delay, message);
        }

        @Override
        public Instant instant() {
            return virtual.instant().plus(shift);
        }

        @Override
        public long nanos() {
            return virtual.nanos();
        }

        @Override
        public boolean isLoop() {
            return true;
        }
    }

    private void join(int call) {
        floor.tell(new QueueCommand.Join(call(call), SALES, Tier.BRONZE, loop.instant()));
        loop.virtual.settle();
    }

    private List<QueueEvent.Offered> offers() {
        return heard.stream()
                .filter(QueueEvent.Offered.class::isInstance)
                .map(QueueEvent.Offered.class::cast)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, 3600})
    void neitherOrderNorWrapUpIsMoved(int seconds) {
        join(1);
        join(2);
        loop.virtual.advance(Duration.ofSeconds(1));
        loop.shift = Duration.ofSeconds(seconds);
        join(3);
        for (int served = 0; served < 3; served++) {
            QueueEvent.Offered offer = offers().get(served);
            floor.tell(new QueueCommand.OfferAnswered(offer.subject(), offer.offer(), ANN));
            floor.tell(new QueueCommand.TalkEnded(offer.subject(), offer.offer(), ANN));
            loop.virtual.advance(Duration.ofSeconds(5));
        }
        assertThat(offers())
                .extracting(offered -> offered.subject().call().orElseThrow())
                .containsExactly(call(1), call(2), call(3));
        assertThat(loop.virtual.pendingTimers()).isZero();
    }

    @Test
    void anOfferIsTakenBackAtItsTime() {
        join(1);
        loop.shift = Duration.ofHours(-2);
        loop.virtual.advance(Duration.ofSeconds(24));
        assertThat(heard.getLast()).isInstanceOf(QueueEvent.Offered.class);
        loop.virtual.advance(Duration.ofSeconds(1));
        assertThat(heard.getLast()).isInstanceOf(QueueEvent.OfferRevoked.class);
    }
}
