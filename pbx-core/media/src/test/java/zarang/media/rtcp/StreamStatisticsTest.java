package zarang.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class StreamStatisticsTest {
    private static final int SSRC = 7;
    private static final int HZ = 8000;
    private static final long FRAME_NANOS = 20_000_000;

    private final StreamStatistics statistics = new StreamStatistics();

    @Test
    void aStreamThatCameWholeOverTheWrapLostNothing() {
        for (int i = 0; i < 70_000; i++) {
            statistics.arrived(1, SSRC, (65_000 + i) & 0xFFFF);
        }

        assertThat(statistics.received()).isEqualTo(70_000);
        assertThat(statistics.expected()).isEqualTo(70_000);
        assertThat(statistics.lost()).isZero();
        assertThat(statistics.gaps()).isZero();
    }

    @Test
    void everyFourthPacketMissingIsAQuarterOfTheReport() {
        for (int i = 0; i < 400; i++) {
            if (i % 4 != 2) {
                statistics.arrived(1, SSRC, i);
            }
        }
        ReportBlock report = statistics.report();

        assertThat(report.ssrc()).isEqualTo(SSRC);
        assertThat(report.lost()).isEqualTo(100);
        assertThat(report.fraction()).isEqualTo(64);
        assertThat(report.highest()).isEqualTo(399);
        assertThat(statistics.gaps()).isEqualTo(100);

        for (int i = 400; i < 500; i++) {
            statistics.arrived(1, SSRC, i);
        }
        assertThat(statistics.report().fraction()).as("since the report before").isZero();
        assertThat(statistics.lost()).isEqualTo(100);
    }

    @Test
    void aPacketThatWasOvertakenIsNotLost() {
        for (int sequence : new int[] {1, 2, 4, 3, 5}) {
            statistics.arrived(1, SSRC, sequence);
        }

        assertThat(statistics.lost()).isZero();
    }

    @Test
    void aNewCountAddsToWhatWasBefore() {
        statistics.arrived(1, SSRC, 10);
        statistics.arrived(1, SSRC, 12);
        statistics.arrived(2, SSRC + 1, 60_000);
        statistics.arrived(2, SSRC + 1, 60_001);

        assertThat(statistics.received()).isEqualTo(4);
        assertThat(statistics.lost()).isEqualTo(1);
        assertThat(statistics.report().ssrc()).isEqualTo(SSRC + 1);
    }

    @Test
    void anEvenStreamHasNoJitter() {
        for (int i = 0; i < 500; i++) {
            statistics.timed(-1000 + i * 160, HZ, 5_000 + i * FRAME_NANOS);
        }

        assertThat(statistics.jitterMicros()).isZero();
    }

    /** A.8 settles at the mean step between neighbours: 2/3 of the span for even chances. */
    @Test
    void jitterIsTheMeanUnevennessOfNeighbours() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        double sum = 0;
        for (int i = 0; i < 5_000; i++) {
            statistics.timed(i * 160, HZ, i * FRAME_NANOS + random.nextLong(12_000_000));
            if (i >= 1_000) {
                sum += statistics.jitterMicros();
            }
        }

        assertThat(sum / 4_000).isCloseTo(4_000, within(400.0));
    }

    @Test
    void jitterIsTheSameTimeByTheClockOfAnotherCodec() {
        for (int i = 0; i < 300; i++) {
            statistics.arrived(1, SSRC, i);
            statistics.timed(i * 960, 48_000, i * FRAME_NANOS + i % 2 * 10_000_000L);
        }
        long before = statistics.jitterMicros();
        statistics.timed(0, HZ, 300 * FRAME_NANOS);

        assertThat(before).isCloseTo(10_000L, within(500L));
        assertThat(statistics.jitterMicros()).isCloseTo(before, within(200L));
    }
}
