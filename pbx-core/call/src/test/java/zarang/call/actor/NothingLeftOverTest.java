package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.queue.QueueCommand;
import zarang.testkit.NothingLeft;

/** What looks after all tests of the room sees what they leave over. */
class NothingLeftOverTest {
    @Test
    void timerThatIsLeftIsSeen() {
        Bench bench = unwatched();
        bench.loop.schedule(Duration.ofMinutes(1), () -> {});
        leaves(bench, "timers");
    }

    @Test
    void recordingThatIsLeftIsSeen() {
        Bench bench = unwatched();
        bench.recorder.open++;
        leaves(bench, "recordings");
    }

    @Test
    void agentWhoIsNotGivenBackIsSeen() {
        Bench bench = unwatched();
        bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.deaf = QueueCommand.TalkEnded.class::isInstance;
        leaves(bench, "agents reserved for a call");
    }

    @Test
    void legThatIsNeitherHungUpNorGoneIsSeen() {
        Bench bench = unwatched();
        bench.waiting();
        bench.offer("o1");
        bench.mute = LegCommand.HangUp.class::isInstance;
        leaves(bench, "legs");
    }

    private static Bench unwatched() {
        Bench bench = new Bench();
        NothingLeft.unwatch(bench);
        return bench;
    }

    private static void leaves(Bench bench, String what) {
        assertThatThrownBy(bench::assertNothingIsLeftOver)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(what);
    }
}
