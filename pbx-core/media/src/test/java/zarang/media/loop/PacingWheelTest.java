package zarang.media.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PacingWheelTest {
    private static final long TURN = 20;

    private final PacingWheel wheel = new PacingWheel();
    private final List<Long> served = new ArrayList<>();

    private final class Paced extends PacingWheel.Entry {
        int left = Integer.MAX_VALUE;

        @Override
        protected long turn(long due, long now) {
            served.add(due);
            return --left == 0 ? PacingWheel.LEAVE : due + TURN;
        }
    }

    private void run(long now) {
        for (PacingWheel.Entry entry = wheel.poll(now); entry != null; entry = wheel.poll(now)) {
            wheel.turn(entry, now);
        }
    }

    @Test
    void eachEntryKeepsItsPhaseAndNoneIsServedEarly() {
        Paced a = new Paced();
        Paced b = new Paced();
        wheel.add(a, 0);
        wheel.add(b, 7);
        assertThat(wheel.untilDue(0, 100)).isZero();
        run(5);
        assertThat(wheel.untilDue(5, 100)).isEqualTo(2);
        run(46);
        assertThat(served).containsExactly(0L, 7L, 20L, 27L, 40L);
    }

    @Test
    void afterAStallAllCatchUpInTurns() {
        wheel.add(new Paced(), 0);
        wheel.add(new Paced(), 3);
        run(45);
        assertThat(served).containsExactly(0L, 3L, 20L, 23L, 40L, 43L);
    }

    @Test
    void anEntryThatIsDoneLeaves() {
        Paced a = new Paced();
        a.left = 2;
        wheel.add(a, 0);
        wheel.add(a, 5);
        run(100);
        assertThat(served).containsExactly(0L, 20L);
        assertThat(wheel.isEmpty()).isTrue();
        assertThat(a.isOnWheel()).isFalse();
        assertThat(wheel.untilDue(0, 250)).isEqualTo(250);
    }

    @Test
    void whoeverComesAndGoesTheOrderIsThatOfDueTimes() {
        long seed = 99;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Paced> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(new Paced());
        }
        long now = 0;
        for (int i = 0; i < 5000; i++) {
            now += random.nextInt(4);
            Paced one = all.get(random.nextInt(all.size()));
            if (random.nextInt(3) == 0) {
                wheel.remove(one);
            } else {
                wheel.add(one, now + random.nextInt(50));
            }
            served.clear();
            run(now);
            assertThat(served).as("seed %d step %d", seed, i).isSorted();
            long latest = now;
            assertThat(served).allMatch(due -> due <= latest);
        }
    }

    @Test
    void framesBeginAtWholeFiveMillisecondsAndNeverBefore() {
        assertThat(PacingWheel.slotFrom(0)).isZero();
        assertThat(PacingWheel.slotFrom(1)).isEqualTo(5_000_000);
        assertThat(PacingWheel.slotFrom(5_000_000)).isEqualTo(5_000_000);
        assertThat(PacingWheel.slotFrom(-1)).isZero(); // the clock may count from anywhere
        assertThat(PacingWheel.slotFrom(-7_000_000)).isEqualTo(-5_000_000);
    }
}
