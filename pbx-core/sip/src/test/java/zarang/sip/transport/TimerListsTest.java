package zarang.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.VirtualLoop;

/** Timers in lists run as timers of their own would. */
class TimerListsTest {
    private final VirtualLoop loop = new VirtualLoop();
    private int alarms;
    private final TimerLists lists =
            new TimerLists(
                    loop::nanos,
                    (nanos, task) -> {
                        alarms++;
                        return loop.schedule(Duration.ofNanos(nanos), task);
                    },
                    Runnable::run);

    private ControlLoop.Timer set(long ms, Runnable message) {
        return lists.set(Duration.ofMillis(ms).toNanos(), message);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 3261})
    void eachRunsWhenItIsDueAndNoneThatWasCancelled(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<String> ran = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        List<ControlLoop.Timer> timers = new ArrayList<>();
        List<ControlLoop.Timer> plain = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int id = i;
            long ms = random.nextInt(100) == 0 ? random.nextInt(5_000) : random.nextInt(5) * 500L;
            timers.add(set(ms, () -> ran.add(now() + " " + id)));
            plain.add(loop.schedule(Duration.ofMillis(ms), () -> expected.add(now() + " " + id)));
            int which = random.nextInt(timers.size());
            if (random.nextInt(3) > 0) {
                timers.get(which).cancel();
                plain.get(which).cancel();
            }
            loop.advance(Duration.ofMillis(random.nextInt(40)));
        }
        loop.advance(Duration.ofSeconds(10));
        assertThat(ran).as("seed %d", seed).hasSizeGreaterThan(100);
        assertThat(ran).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(loop.pendingTimers()).as("seed %d", seed).isZero();
    }

    private long now() {
        return loop.nanos() / 1_000_000;
    }

    @Test
    void timersOfOneLengthShareAnAlarm() {
        for (int i = 0; i < 1_000; i++) {
            set(32_000, () -> {});
        }
        assertThat(alarms).isEqualTo(1);
        loop.advance(Duration.ofSeconds(32));
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aMessageMaySetAndCancelTimersOfItsOwnLength() {
        List<Long> ran = new ArrayList<>();
        List<ControlLoop.Timer> other = new ArrayList<>();
        set(
                500,
                () -> {
                    ran.add(now());
                    other.getFirst().cancel();
                    set(500, () -> ran.add(now()));
                });
        other.add(set(500, () -> ran.add(-1L)));
        loop.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly(500L, 1_000L);
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void moreLengthsThanListsAreTimersAllTheSame() {
        List<Long> ran = new ArrayList<>();
        for (long ms = 1; ms <= 200; ms++) {
            set(ms, () -> ran.add(now()));
        }
        loop.advance(Duration.ofSeconds(1));
        assertThat(ran).hasSize(200).isSorted().startsWith(1L).endsWith(200L);
        assertThat(loop.pendingTimers()).isZero();
    }
}
