package zarang.routing.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.loop.VirtualLoop;

class KeptPlacesTest {
    private static final Duration KEPT_FOR = Duration.ofMinutes(10);
    private static final QueueName SALES = new QueueName("sales");
    private static final PhoneNumber MINA = new PhoneNumber("+989121234567");
    private static final PhoneNumber REZA = new PhoneNumber("+989351234567");

    private final VirtualLoop loop = new VirtualLoop();
    private final Random random = new Random(1);
    private final Disk disk = new Disk();

    /** Redis, which outlives each process. */
    private static final class Disk implements PlaceStore {
        final Map<String, String> places = new HashMap<>();
        boolean away;
        Duration span = Duration.ZERO;

        @Override
        public CompletionStage<Map<String, String>> all() {
            return away
                    ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                    : CompletableFuture.completedFuture(Map.copyOf(places));
        }

        @Override
        public CompletionStage<?> put(String call, String place, Duration span) {
            places.put(call, place);
            this.span = span;
            return CompletableFuture.completedFuture(1L);
        }

        @Override
        public CompletionStage<?> remove(List<String> calls) {
            if (away) {
                return CompletableFuture.failedFuture(new IllegalStateException("away"));
            }
            calls.forEach(places::remove);
            return CompletableFuture.completedFuture(1L);
        }

        @Override
        public CompletionStage<?> keepFor(Duration span) {
            this.span = span;
            return CompletableFuture.completedFuture(true);
        }
    }

    private KeptPlaces process() {
        KeptPlaces places = new KeptPlaces(loop, disk, KEPT_FOR).started();
        loop.settle();
        return places;
    }

    private CallId call() {
        return CallId.next(loop.instant(), random);
    }

    @Test
    void whoWaitedWhenTheProcessDiedHasTheOldPlaceOnceAndInThatQueueAlone() {
        KeptPlaces before = process();
        Instant first = loop.instant();
        before.keep(call(), MINA, SALES, first);
        before.keep(call(), REZA, SALES, first.plusSeconds(5));
        loop.advance(Duration.ofMinutes(3)); // killed
        KeptPlaces after = process();
        assertThat(after.left(MINA, new QueueName("support"))).isEmpty();
        assertThat(after.left(REZA, SALES)).contains(first.plusSeconds(5));
        assertThat(after.left(MINA, SALES)).contains(first);
        assertThat(after.left(MINA, SALES)).isEmpty();
        assertThat(process().left(REZA, SALES)).as("and not after the next crash").isEmpty();
    }

    @Test
    void whoDidNotWaitAnyMoreHasNoPlace() {
        KeptPlaces before = process();
        CallId call = call();
        before.keep(call, MINA, SALES, loop.instant());
        before.forget(call);
        before.forget(call);
        assertThat(process().left(MINA, SALES)).isEmpty();
    }

    @Test
    void placeThatCouldNotBeForgottenIsForgottenOnceTheStoreIsBack() {
        KeptPlaces before = process();
        CallId call = call();
        before.keep(call, MINA, SALES, loop.instant());
        disk.away = true;
        before.forget(call);
        loop.advance(Duration.ofMinutes(3));
        assertThat(disk.places).hasSize(1);
        disk.away = false;
        loop.advance(Duration.ofMinutes(1));
        assertThat(disk.places).isEmpty();
    }

    @Test
    void switchboardWithTwoCallersWaitingHasBothPlacesTheOlderFirst() {
        KeptPlaces before = process();
        Instant first = loop.instant();
        before.keep(call(), MINA, SALES, first.plusSeconds(9));
        before.keep(call(), MINA, SALES, first);
        KeptPlaces after = process();
        assertThat(after.left(MINA, SALES)).contains(first);
        assertThat(after.left(MINA, SALES)).contains(first.plusSeconds(9));
    }

    @Test
    void placesAreForgottenAfterTheirTime() {
        process().keep(call(), MINA, SALES, loop.instant());
        assertThat(disk.span).isGreaterThan(KEPT_FOR);
        KeptPlaces after = process();
        loop.advance(KEPT_FOR);
        assertThat(after.left(MINA, SALES)).isEmpty();
    }

    @Test
    void redisThatComesLateIsAskedAgainAndTheNewProcessKeepsItsOwn() {
        process().keep(call(), MINA, SALES, loop.instant());
        disk.away = true;
        KeptPlaces after = process();
        after.keep(call(), REZA, SALES, loop.instant());
        assertThat(after.left(MINA, SALES)).isEmpty();
        disk.away = false;
        loop.advance(Duration.ofSeconds(1));
        assertThat(after.left(MINA, SALES)).isPresent();
        assertThat(after.left(REZA, SALES)).as("waits now").isEmpty();
        assertThat(disk.places).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
        disk.places.put("x", "nonsense");
        disk.places.put("y", "12x +98912 sales");
        assertThat(process().left(MINA, SALES)).isEmpty();
        assertThat(disk.places).isEmpty();
    }
}
