package zarang.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;
import zarang.sip.transport.StandingQueue.Verdict;

/** What overload is and what a burst, under virtual time. */
class StandingQueueTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final StandingQueue queue = new StandingQueue(loop::nanos);
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private final List<Long> servedAfterMs = new ArrayList<>();
    private int refused;
    private int forgotten;

    /** For {@code ms}: so many a second come, to serve one takes {@code cost} µs, to refuse 20. */
    private void run(int perSecond, long cost, long ms) {
        Duration each = Duration.ofNanos(1_000_000_000L / perSecond);
        long end = loop.nanos() + ms * 1_000_000;
        long nextComes = loop.nanos();
        while (loop.nanos() < end) {
            while (nextComes <= loop.nanos()) {
                waiting.add(nextComes);
                nextComes += each.toNanos();
            }
            Long cameAt = waiting.poll();
            if (cameAt == null) {
                loop.advance(Duration.ofNanos(nextComes - loop.nanos()));
                continue;
            }
            switch (queue.of(cameAt)) {
                case SERVE -> {
                    servedAfterMs.add((loop.nanos() - cameAt) / 1_000_000);
                    loop.advance(Duration.ofNanos(cost * 1_000));
                }
                case REFUSE -> {
                    refused++;
                    loop.advance(Duration.ofNanos(20_000));
                }
                case FORGET -> forgotten++;
            }
        }
    }

    @Test
    void atSixTimesWhatCanBeServedNineTenthsOfThatAreServedAndInTime() {
        run(6_000, 1_000, 10_000);
        assertThat(servedAfterMs).hasSizeGreaterThan(9_000 * 98 / 100);
        assertThat(servedAfterMs).allMatch(ms -> ms <= 500);
        assertThat(refused).isPositive();
        assertThat(forgotten).isZero();
    }

    @Test
    void aBurstIsServedWhole() {
        run(2_000, 1_000, 300);
        run(10, 1_000, 3_000);
        assertThat(refused).isZero();
        assertThat(waiting).isEmpty();
    }

    @Test
    void whenFewerComeNobodyIsRefusedAnyMore() {
        run(3_000, 1_000, 3_000);
        run(500, 1_000, 2_000);
        refused = 0;
        servedAfterMs.clear();
        run(500, 1_000, 2_000);
        assertThat(refused).isZero();
        assertThat(servedAfterMs).hasSize(1_000).allMatch(ms -> ms < 5);
    }

    @Test
    void whoWaitedForSecondsIsNotAnswered() {
        long cameAt = loop.nanos();
        loop.advance(Duration.ofMillis(1_999));
        assertThat(queue.of(cameAt)).isEqualTo(Verdict.SERVE);
        loop.advance(Duration.ofMillis(1));
        assertThat(queue.of(cameAt)).isEqualTo(Verdict.FORGET);
    }
}
