package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.QueueLeft;
import zarang.call.queue.QueueCommand;

class PlaceAfterCrashTest {
    private static final String NUMBER = "+989121234567";
    private final Bench bench = new Bench();

    @Test
    void callerWhoHadWaitedInAProcessThatDiedWaitsOnAtThatPlaceOnce() {
        Instant then = bench.loop.instant().minus(Duration.ofMinutes(4));
        bench.places.leftBehind.put(NUMBER, then);
        LegId caller = bench.waiting();
        assertThat(bench.last(QueueCommand.Join.class).enqueuedAt()).isEqualTo(then);
        bench.loop.advance(Duration.ofSeconds(10));
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.fact(QueueLeft.class).waitedMs())
                .as("the figure is this call's own")
                .isEqualTo(10_000);

        bench.waiting();
        assertThat(bench.last(QueueCommand.Join.class).enqueuedAt())
                .isEqualTo(bench.loop.instant());
    }

    @Test
    void placeFromTheFutureOfAClockThatWasSetIsNow() {
        bench.places.leftBehind.put(NUMBER, bench.loop.instant().plus(Duration.ofHours(1)));
        bench.waiting();
        assertThat(bench.last(QueueCommand.Join.class).enqueuedAt())
                .isEqualTo(bench.loop.instant());
    }

    @Test
    void placeIsKeptWhileTheCallerWaitsAndForgottenWithTheAnswer() {
        LegId caller = bench.waiting();
        assertThat(bench.places.kept.values())
                .containsExactly(NUMBER + " sales " + bench.loop.instant());
        LegId agent = bench.offer("o1");
        assertThat(bench.places.kept).as("ringing is waiting").hasSize(1);
        bench.onLeg(new LegEvent.Answered(agent));
        assertThat(bench.places.kept).isEmpty();
        bench.onLeg(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        assertThat(bench.places.kept).as("waits again").hasSize(1);
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.places.kept).isEmpty();
    }
}
