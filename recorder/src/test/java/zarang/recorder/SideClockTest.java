package zarang.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

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
