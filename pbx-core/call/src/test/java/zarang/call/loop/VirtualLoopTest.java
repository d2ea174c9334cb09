package zarang.call.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualLoopTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final List<String> seen = new ArrayList<>();

    @Test
    void timersFireInOrderOfDueTimeEachAtItsOwnTime() {
        loop.schedule(Duration.ofSeconds(2), () -> seen.add("b at " + loop.nanos()));
        loop.schedule(Duration.ofSeconds(1), () -> seen.add("a at " + loop.nanos()));
        loop.advance(Duration.ofSeconds(5));
        assertThat(seen).containsExactly("a at 1000000000", "b at 2000000000");
        assertThat(loop.nanos()).isEqualTo(5_000_000_000L);
    }

    @Test
    void cancelledTimerStaysSilentAndIsNotLeftOver() {
        ControlLoop.Timer timer = loop.schedule(Duration.ofSeconds(1), () -> seen.add("never"));
        timer.cancel();
        timer.cancel();
        loop.advance(Duration.ofSeconds(2));
        assertThat(seen).isEmpty();
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void messagePostedByATimerRunsBeforeTheNextTimer() {
        loop.schedule(Duration.ofSeconds(1), () -> loop.post(() -> seen.add("posted")));
        loop.schedule(Duration.ofSeconds(1), () -> seen.add("timer"));
        loop.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("posted", "timer");
    }
}
