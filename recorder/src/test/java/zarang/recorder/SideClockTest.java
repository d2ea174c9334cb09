package zarang.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Telephones whose clocks are wrong. */
class SideClockTest {
    private static final int HOUR = 3_600 * 50;

    @Test
    void aClockThatIsFastOrSlowStaysWithinItsBoundForHours() {
        for (double ppm : new double[] {-500, -100, 100, 500}) {
            SideClock clock = new SideClock();
            Random random = new Random(42);
            long worst = 0;
            for (int i = 0; i < 2 * HOUR; i++) {
                long captured = Math.round(i * 160 * (1 + ppm / 1e6));
                long arrival = captured + random.nextInt(400);
                long place = clock.place(arrival, i * 160, 1);
                worst = Math.max(worst, i == 0 ? 0 : Math.abs(place - captured));
            }
            // the first packet's own delay (50 ms at most), the tolerance, and the drift of a
            // window
            assertThat(worst).as("at %s ppm", ppm).isLessThan(400 + SideClock.TOLERANCE + 40);
            assertThat(clock.anchors()).isEqualTo(1);
        }
    }

    /**
     * Plays {@code seconds} of packets with a delay; gives the last one's place beside its truth.
     */
    private static long play(SideClock clock, int from, int seconds, long delay) {
        long place = 0;
        for (int i = from; i < from + seconds * 50; i++) {
            place = clock.place(i * 160L + delay, i * 160, 1) - i * 160L;
        }
        return place;
    }

    @ParameterizedTest
    @ValueSource(ints = {3_200, 8_000, 15_200, 16_800, 80_000})
    void aWayThatBecomesSlowerIsFollowedAtOnceAndBackAgain(int step) {
        SideClock clock = new SideClock();
        assertThat(play(clock, 0, 10, 0)).isZero();
        int late = 0;
        for (int i = 500; i < 1_000; i++) {
            long arrival = i * 160L + step;
            late += arrival - clock.place(arrival, i * 160, 1) > TimeLine.HOLD ? 1 : 0;
        }
        assertThat(late).as("packets that come too late").isLessThan(5);
        assertThat(play(clock, 1_000, 10, step)).isBetween((long) step - 160, (long) step);
        assertThat(play(clock, 1_500, 30, 0)).as("and back").isBetween(0L, 160L);
    }

    @Test
    void aBurstThatCatchesUpMovesNothing() {
        SideClock clock = new SideClock();
        assertThat(play(clock, 0, 10, 0)).isZero();
        long arrival = 500 * 160L + 12_000;
        for (int i = 500; i < 575; i++) {
            clock.place(arrival, i * 160, 1);
        }
        assertThat(play(clock, 575, 1, 0)).isZero();
        assertThat(clock.anchors()).isEqualTo(1);
    }

    @Test
    void aSlowCatchingUpIsFollowedWithinASecond() {
        SideClock clock = new SideClock();
        assertThat(play(clock, 0, 10, 0)).isZero();
        long firstLate = -1;
        long lastLate = -1;
        for (int i = 500; i < 1_500; i++) {
            long arrival = i * 160L + Math.max(0, 15_200 - (i - 500) * 20);
            if (arrival - clock.place(arrival, i * 160, 1) > TimeLine.HOLD) {
                firstLate = firstLate < 0 ? arrival : firstLate;
                lastLate = arrival;
            }
        }
        assertThat(lastLate - firstLate).isLessThan(8_000);
    }

    @Test
    void aSlowFirstPacketIsMadeGoodWithinAMinute() {
        SideClock clock = new SideClock();
        long place = clock.place(2_400, 0, 1);
        assertThat(place).isEqualTo(2_400);
        for (int i = 1; i < 3_000; i++) {
            place = clock.place(i * 160L, i * 160, 1);
        }
        assertThat(place - 2_999 * 160).isBetween(0L, (long) SideClock.TOLERANCE);
    }
}
