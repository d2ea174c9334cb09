package zarang.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Packets that come unevenly, under a clock that only counts. */
class JitterBufferTest {
    private static final int PACKET = 160;
    private static final int HOUR_TURNS = 180_000;

    private record Coming(double atMs, int number) {}

    private final JitterBuffer buffer = new JitterBuffer();
    private int said;
    private int came;
    private int gaps;

    /** 20 ms packets, each up to {@code jitterMs} late; two frames are taken each 20 ms. */
    private void run(int packets, int from, double jitterMs, double lossShare, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PriorityQueue<Coming> way =
                new PriorityQueue<>((a, b) -> Double.compare(a.atMs(), b.atMs()));
        for (int i = 0; i < packets; i++) {
            if (random.nextDouble() >= lossShare) {
                way.add(new Coming(20.0 * i + random.nextDouble() * jitterMs, from + i));
            }
        }
        short[] audio = new short[PACKET];
        short[] out = new short[JitterBuffer.FRAME];
        for (int turn = 0; turn < packets; turn++) {
            while (!way.isEmpty() && way.peek().atMs() <= 20.0 * turn + 10) {
                int number = way.remove().number();
                java.util.Arrays.fill(audio, (short) (1000 + number % 20_000));
                buffer.put(number * PACKET, audio, PACKET);
            }
            for (int half = 0; half < 2; half++) {
                if (buffer.take(out, 0)) {
                    came++;
                } else {
                    gaps++;
                }
            }
        }
    }

    private int delayMs() {
        return buffer.delay / 8;
    }

    @Test
    void evenPacketsAreHeardAtOnceAndWithoutAGap() {
        run(1000, 0, 5, 0, 1);
        assertThat(gaps).isZero();
        assertThat(delayMs()).isZero();
    }

    @Test
    void unevenPacketsMakeItSlowerOnlyAsMuchAsTheyAskFor() {
        for (double jitter : new double[] {20, 40, 80, 150}) {
            came = 0;
            gaps = 0;
            run(3000, 100_000, jitter, 0, (long) jitter);
            int learning = gaps;
            System.out.printf(
                    "jitter %.0f ms: delay %d ms, %.1f %% of frames missing%n",
                    jitter, delayMs(), 100.0 * learning / (came + gaps));
            assertThat(delayMs()).as("at %s ms", jitter).isLessThanOrEqualTo((int) jitter + 20);
            assertThat(learning).as("at %s ms", jitter).isLessThan((came + gaps) / 20);
        }
    }

    @Test
    void delayIsTakenBackWhenTheNetworkIsCalmAgain() {
        run(500, 0, 120, 0, 3);
        int slow = delayMs();
        assertThat(slow).isGreaterThan(30);
        run(6000, 500, 2, 0, 4);
        assertThat(delayMs()).isLessThanOrEqualTo(30);
    }

    @Test
    void lossMakesGapsOfItsOwnSizeAndNoMore() {
        for (int percent : new int[] {1, 5, 20}) {
            came = 0;
            gaps = 0;
            run(2000, 200_000 * percent, 4, percent / 100.0, percent);
            assertThat(100.0 * gaps / (came + gaps)).isBetween(percent * 0.6, percent * 1.4 + 0.3);
        }
    }

    /**
     * A phone's clock that is not ours, for an hour: frames that lack and the deepest queue, by
     * stretches of 10 s.
     */
    private record Drift(int worstLacking, int deepestMs, int delayMs) {}

    private static Drift drift(double ppm) {
        JitterBuffer buffer = new JitterBuffer();
        short[] audio = new short[PACKET];
        short[] out = new short[JitterBuffer.FRAME];
        SplittableRandom random = new SplittableRandom(5);
        int number = 0;
        int worst = 0;
        int deepest = 0;
        int lacking = 0;
        double nextMs = 0;
        for (int turn = 0; turn < HOUR_TURNS; turn++) {
            while (nextMs <= 20.0 * turn + 10) {
                buffer.put(number * PACKET, audio, PACKET);
                number++;
                nextMs = 20 * (1 + ppm / 1e6) * number + 3 * random.nextDouble();
            }
            deepest = Math.max(deepest, buffer.waiting());
            for (int half = 0; half < 2; half++) {
                lacking += buffer.take(out, 0) ? 0 : 1;
            }
            if (turn % 500 == 499) {
                worst = Math.max(worst, lacking);
                lacking = 0;
            }
        }
        return new Drift(worst, deepest * 10, buffer.delay / 8);
    }

    @Test
    void aClockThatIsFiveHundredMillionthsOffIsFollowedForAnHour() {
        for (double ppm : new double[] {500, -500}) {
            Drift drift = drift(ppm);
            System.out.printf("%.0f ppm: %s%n", ppm, drift);
            assertThat(drift.worstLacking()).as("of 1000 frames, at %s ppm", ppm).isLessThan(10);
            assertThat(drift.deepestMs()).as("at %s ppm", ppm).isLessThanOrEqualTo(60);
            assertThat(drift.delayMs()).as("at %s ppm", ppm).isLessThanOrEqualTo(40);
        }
    }

    /** One packet in ten takes another way and is overtaken by two. */
    @Test
    void packetsThatAreOvertakenAgainAndAgainAreWaitedFor() {
        overtaken(300);
        came = 0;
        gaps = 0;
        overtaken(3000);
        assertThat(gaps).isZero();
        assertThat(delayMs()).isBetween(50, 80);
    }

    /** It was heard without them, and nothing can be done for them. */
    @Test
    void whatComesASecondLateChangesNothing() {
        short[] audio = new short[PACKET];
        short[] out = new short[JitterBuffer.FRAME];
        for (int turn = 60; turn < 1000; turn++) {
            buffer.put(turn * PACKET, audio, PACKET);
            if (turn % 3 == 0) {
                buffer.put((turn - 50) * PACKET, audio, PACKET);
            }
            for (int half = 0; half < 2; half++) {
                assertThat(buffer.take(out, 0)).as("turn %s", turn).isTrue();
            }
        }
        assertThat(delayMs()).isZero();
    }

    private void overtaken(int packets) {
        short[] audio = new short[PACKET];
        short[] out = new short[JitterBuffer.FRAME];
        for (int turn = 0; turn < packets; turn++, said++) {
            if (turn % 10 != 3) {
                buffer.put(said * PACKET, audio, PACKET);
            }
            for (int half = 0; half < 2; half++) {
                if (buffer.take(out, 0)) {
                    came++;
                } else {
                    gaps++;
                }
            }
            if (turn % 10 == 5) {
                buffer.put((said - 2) * PACKET, audio, PACKET);
            }
        }
    }

    @Test
    void nonsenseOfTimeStampsIsBounded() {
        SplittableRandom random = new SplittableRandom(9);
        short[] audio = new short[960];
        short[] out = new short[JitterBuffer.FRAME];
        for (int i = 0; i < 100_000; i++) {
            buffer.put(random.nextInt(), audio, random.nextInt(961));
            if (random.nextInt(3) == 0) {
                var _ = buffer.take(out, 0);
            }
            assertThat(buffer.waiting()).isLessThanOrEqualTo(60);
        }
        came = 0;
        gaps = 0;
        run(100, 7, 2, 0, 1);
        assertThat(came).isGreaterThan(190);
    }
}
