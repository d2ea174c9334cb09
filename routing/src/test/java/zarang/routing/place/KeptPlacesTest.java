package zarang.routing.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.Places;
import zarang.testkit.StoreAnswers;

/** CC17: whoever calls again waits on, and nobody gains by hanging up. */
class KeptPlacesTest {
    private static final Duration REGAIN = Duration.ofMinutes(10);
    private static final QueueName SALES = new QueueName("sales");
    private static final PhoneNumber MINA = new PhoneNumber("+989121234567");
    private static final PhoneNumber REZA = new PhoneNumber("+989351234567");

    private final VirtualLoop loop = new VirtualLoop();
    private final Random random = new Random(1);
    private final PlacesInMemory.Kept redis = new PlacesInMemory.Kept(loop);
    private boolean away;
    private boolean dead;
    private int runs;

    /** Fails while the store is away. */
    private record Unless(BooleanSupplier away) implements StoreAnswers {
        @Override
        public <T> CompletionStage<T> to(Supplier<T> effect) {
            return away.getAsBoolean()
                    ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                    : CompletableFuture.completedStage(effect.get());
        }
    }

    private final class Caller {
        final CallId call = CallId.next(loop.instant(), random);
        final List<Duration> regained = new ArrayList<>();

        Caller(Places on, PhoneNumber number) {
            on.keep(call, number, SALES, loop.instant());
            on.regain(call, number, SALES, regained::add);
            pass(0);
        }
    }

    private Places process(String node) {
        return process(node, REGAIN);
    }

    private Places process(String node, Duration regain) {
        Places places =
                PlacesInMemory.kept(
                        loop,
                        redis,
                        node,
                        Integer.toString(++runs),
                        new Unless(() -> away),
                        regain);
        pass(0);
        return places;
    }

    private void pass(long seconds) {
        loop.advance(Duration.ofSeconds(seconds).plusMillis(1));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static void isAbout(List<Duration> regained, long seconds) {
        assertThat(regained).hasSize(1);
        assertThat(regained.getFirst()).isBetween(seconds(seconds), seconds(seconds + 1));
    }

    @Test
    void whoseLineDropsHasWhatItHadWaitedOnAnyProcessAndTimeAwayIsNone() {
        Places one = process("n1");
        Caller first = new Caller(one, MINA);
        pass(240);
        one.dropped(first.call);
        pass(300);
        isAbout(new Caller(process("n2"), MINA).regained, 240);
    }

    @Test
    void hangingUpAndCallingAgainOftenGainsNothing() {
        Places one = process("n1");
        Duration waited = Duration.ZERO;
        Duration claimed = Duration.ZERO;
        for (int turn = 0; turn < 20; turn++) {
            Caller caller = new Caller(one, MINA);
            claimed = caller.regained.isEmpty() ? Duration.ZERO : caller.regained.getFirst();
            assertThat(claimed).isLessThanOrEqualTo(waited.plusSeconds(1));
            one.keep(caller.call, MINA, SALES, loop.instant().minus(claimed));
            pass(30);
            waited = waited.plusSeconds(31);
            one.dropped(caller.call);
            pass(120);
        }
        assertThat(claimed).isGreaterThan(seconds(19 * 30));
    }

    @Test
    void ofTwoWhoCallAtOnceOneHasThePlace() {
        Places one = process("n1");
        Caller first = new Caller(one, MINA);
        pass(240);
        one.dropped(first.call);
        Caller second = new Caller(process("n2"), MINA);
        Caller third = new Caller(process("n3"), MINA);
        pass(120);
        isAbout(second.regained, 240);
        assertThat(third.regained).isEmpty();
    }

    @Test
    void whoCallsAgainBeforeItsOldCallIsKnownToBeDeadHasThePlaceOnceItIs() {
        Places one = process("n1");
        Caller first = new Caller(one, MINA);
        pass(240);
        Caller again = new Caller(one, MINA);
        pass(20);
        assertThat(again.regained).isEmpty();
        one.dropped(first.call);
        pass(5);
        isAbout(again.regained, 260);
    }

    @Test
    void whoWaitedWhenItsProcessDiedHasItsPlaceAsIfItHadStayedOnAnother() {
        Caller first = new Caller(mortal("n1"), MINA);
        pass(240);
        die();
        pass(1);
        Caller again = new Caller(process("n2"), MINA);
        assertThat(again.regained).as("the dead one may live yet").isEmpty();
        pass(8);
        assertThat(again.regained).hasSize(1);
        assertThat(again.regained.getFirst()).isBetween(seconds(241), seconds(250));
        assertThat(first.regained).isEmpty();
    }

    @Test
    void whoWaitedWhenItsProcessDiedHasItsPlaceAtOnceWhereThatIsStartedAgain() {
        var _ = new Caller(mortal("n1"), MINA);
        pass(240);
        die();
        isAbout(new Caller(process("n1"), MINA).regained, 240);
    }

    /** As kill -9: its loop goes on in the test, and nothing that it does has an effect. */
    private Places mortal(String node) {
        dead = false;
        Places places =
                PlacesInMemory.kept(
                        loop,
                        redis,
                        node,
                        Integer.toString(++runs),
                        new Unless(() -> dead),
                        REGAIN);
        pass(0);
        return places;
    }

    private void die() {
        dead = true;
    }

    @Test
    void whoWasServedHasNothingToRegainWhateverElseItLeft() {
        Places one = process("n1");
        Caller dropped = new Caller(one, MINA);
        Caller served = new Caller(one, MINA);
        pass(240);
        one.dropped(dropped.call);
        pass(0);
        one.served(served.call);
        pass(0);
        Caller again = new Caller(one, MINA);
        pass(60);
        assertThat(again.regained).isEmpty();
    }

    @Test
    void placeIsLostAfterTheTimeOfTheQueueAndNoneIsKeptWhereThatIsZero() {
        Places one = process("n1");
        Caller first = new Caller(one, MINA);
        pass(240);
        one.dropped(first.call);
        pass(REGAIN.toSeconds() + 1);
        assertThat(new Caller(one, MINA).regained).isEmpty();

        Places off = process("n2", Duration.ZERO);
        Caller reza = new Caller(off, REZA);
        pass(240);
        off.dropped(reza.call);
        assertThat(new Caller(one, REZA).regained).isEmpty();
    }

    @Test
    void endThatCouldNotBeSaidIsSaidOnceRedisIsBackAndCountsFromWhenItWas() {
        Places one = process("n1");
        Caller dropped = new Caller(one, MINA);
        Caller served = new Caller(one, REZA);
        pass(240);
        away = true;
        one.dropped(dropped.call);
        one.served(served.call);
        pass(120);
        away = false;
        pass(2);
        isAbout(new Caller(one, MINA).regained, 240);
        assertThat(new Caller(one, REZA).regained).isEmpty();
    }

    @Test
    void callerIsNotKeptWaitingForARedisThatIsAwayAndMayRegainLater() {
        away = true;
        Places one = process("n1");
        Caller first = new Caller(one, MINA);
        pass(60);
        assertThat(first.regained).isEmpty();
        one.dropped(first.call);
        pass(60);
        away = false;
        pass(2);
        assertThat(new Caller(one, MINA).regained).as("it was never kept").isEmpty();
    }
}
