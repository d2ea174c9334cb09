package zarang.routing.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.routing.place.PlaceStore.Claim;
import zarang.routing.place.PlaceStore.End;
import zarang.routing.place.PlaceStore.Place;

/** What every store of places must do. */
abstract class PlaceStoreContract {
    private static final QueueName SALES = new QueueName("sales");
    private static final PhoneNumber MINA = new PhoneNumber("+989121234567");
    private static final Duration REGAIN = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Of a process of that name, and one of its runs. */
    abstract PlaceStore store(String node, String run);

    abstract void pass(Duration time) throws InterruptedException;

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Place call(String call) {
        return new Place(SALES, MINA, call);
    }

    private PlaceStore one() {
        return store("n1", "a");
    }

    private PlaceStore two() {
        return store("n2", "b");
    }

    private static Claim claim(PlaceStore store, String call, Duration within) {
        done(store.keep(call(call), Duration.ZERO));
        return done(store.claim(call(call), within));
    }

    private static Claim claim(PlaceStore store, String call) {
        return claim(store, call, REGAIN);
    }

    private static void isAbout(Claim claim, Duration waited) {
        assertThat(claim.waited()).isPresent();
        assertThat(claim.waited().get()).isBetween(waited, waited.plus(Duration.ofSeconds(5)));
    }

    private static final Claim NOTHING = new Claim(Optional.empty(), false);
    private static final Claim WAITS = new Claim(Optional.empty(), true);

    @Test
    void whoHungUpHasWhatItHadWaitedOnceAndOnAnyProcess() throws InterruptedException {
        done(one().keep(call("c1"), HOUR));
        done(one().end(call("c1"), End.DROPPED, Duration.ZERO));
        pass(Duration.ofMillis(300));
        Claim claim = claim(two(), "c2");
        isAbout(claim, HOUR);
        assertThat(claim.waited().get()).as("time away").isLessThan(HOUR.plusMillis(250));
        assertThat(claim(two(), "c3")).as("once").isEqualTo(WAITS);
    }

    @Test
    void whatWasRegainedIsThereToRegainAgain() {
        done(one().keep(call("c1"), HOUR));
        done(one().end(call("c1"), End.DROPPED, Duration.ZERO));
        isAbout(claim(two(), "c2"), HOUR);
        done(two().end(call("c2"), End.DROPPED, Duration.ZERO));
        isAbout(claim(one(), "c3"), HOUR);
    }

    @Test
    void placesAreNotAddedUpAndTheLongerWaitGoesFirst() {
        done(one().keep(call("c1"), MINUTE));
        done(one().keep(call("c2"), HOUR));
        done(one().end(call("c1"), End.DROPPED, Duration.ZERO));
        done(one().end(call("c2"), End.DROPPED, Duration.ZERO));
        isAbout(claim(two(), "c3"), HOUR);
        isAbout(claim(two(), "c4"), MINUTE);
        assertThat(claim(two(), "c5")).isEqualTo(WAITS);
    }

    @Test
    void aPlaceOfACallThatWaitsIsNobodyElses() {
        done(one().keep(call("c1"), HOUR));
        assertThat(claim(two(), "c2")).isEqualTo(WAITS);
        done(one().end(call("c1"), End.DROPPED, Duration.ZERO));
        isAbout(done(two().claim(call("c2"), REGAIN)), HOUR);
    }

    @Test
    void whoWasServedOrLeftHasNothingToRegain() {
        done(one().keep(call("c0"), HOUR));
        done(one().end(call("c0"), End.DROPPED, Duration.ZERO));
        done(one().keep(call("c1"), HOUR));
        done(one().end(call("c1"), End.SERVED, Duration.ZERO));
        assertThat(claim(two(), "c2")).isEqualTo(NOTHING);
        done(two().end(call("c2"), End.GONE, Duration.ZERO));
        done(one().keep(call("c3"), HOUR));
        done(one().end(call("c3"), End.GONE, Duration.ZERO));
        done(one().end(call("c3"), End.GONE, Duration.ZERO));
        done(one().end(call("c3"), End.DROPPED, Duration.ZERO));
        assertThat(claim(two(), "c4")).isEqualTo(NOTHING);
    }

    @Test
    void aPlaceIsOfItsQueueAndItsNumber() {
        done(one().keep(call("c1"), HOUR));
        done(one().end(call("c1"), End.DROPPED, Duration.ZERO));
        Place elsewhere = new Place(new QueueName("support"), MINA, "c2");
        done(one().keep(elsewhere, Duration.ZERO));
        assertThat(done(one().claim(elsewhere, REGAIN))).isEqualTo(NOTHING);
        Place other = new Place(SALES, new PhoneNumber("+989351234567"), "c3");
        done(one().keep(other, Duration.ZERO));
        assertThat(done(one().claim(other, REGAIN))).isEqualTo(NOTHING);
    }

    @Test
    void aCallThatIsNotKeptAnyMoreIsGivenNothing() {
        done(one().keep(call("c1"), HOUR));
        done(one().end(call("c1"), End.DROPPED, Duration.ZERO));
        assertThat(done(two().claim(call("c2"), REGAIN))).isEqualTo(NOTHING);
        isAbout(claim(two(), "c3"), HOUR);
    }

    @Test
    void aPlaceIsLostAfterTheTimeOfTheQueue() throws InterruptedException {
        done(one().keep(call("c1"), HOUR));
        done(one().end(call("c1"), End.DROPPED, Duration.ZERO));
        pass(Duration.ofMillis(300));
        assertThat(claim(two(), "c2", Duration.ofMillis(200))).isEqualTo(NOTHING);
        assertThat(claim(two(), "c3")).isEqualTo(WAITS);
    }

    @Test
    void whatWasSaidLateCountsFromWhenItWas() {
        done(one().keep(call("c1"), HOUR));
        done(one().end(call("c1"), End.DROPPED, Duration.ofMinutes(50)));
        isAbout(claim(two(), "c2", Duration.ofMinutes(51)), Duration.ofMinutes(10));
        done(one().keep(call("c3"), HOUR));
        done(one().end(call("c3"), End.DROPPED, Duration.ofMinutes(50)));
        assertThat(claim(two(), "c4", Duration.ofMinutes(49)).waited()).isEmpty();
    }

    @Test
    void whoWaitedInAProcessThatIsStartedAnewHasItsPlaceAsIfItHadStayed() {
        done(one().beat());
        done(one().keep(call("c1"), HOUR));
        PlaceStore again = store("n1", "c");
        done(again.beat());
        isAbout(claim(again, "c2"), HOUR);
    }

    @Test
    void whoWaitedInAProcessThatDiedHasItsPlaceElsewhereAfterTheLease()
            throws InterruptedException {
        done(one().beat());
        done(one().keep(call("c1"), HOUR));
        assertThat(claim(two(), "c2")).isEqualTo(WAITS);
        pass(PlaceStore.LEASE.plusMillis(200));
        done(two().beat());
        isAbout(done(two().claim(call("c2"), REGAIN)), HOUR.plus(PlaceStore.LEASE));
    }

    @Test
    void aNumberHasSoManyPlacesAndNoMore() {
        for (int call = 1; call <= PlaceStore.CALLS_MAX; call++) {
            done(one().keep(call("c" + call), HOUR));
        }
        done(one().keep(call("more"), HOUR));
        assertThat(done(one().claim(call("more"), REGAIN))).isEqualTo(NOTHING);
    }
}
