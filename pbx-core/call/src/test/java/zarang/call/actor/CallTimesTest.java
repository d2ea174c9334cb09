package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallTimes;
import zarang.call.fact.QueueLeft;
import zarang.call.queue.QueueCommand;

/** How long a call rang, was connected, waited and talked. */
class CallTimesTest {
    private final Bench bench = new Bench();

    @Test
    void anEarlierTalkIsNoWaitingAndThePlaceIsKept() {
        LegId caller = bench.waiting();
        QueueCommand.Join first = bench.last(QueueCommand.Join.class);
        bench.loop.advance(Duration.ofSeconds(10));
        LegId agent = answer("o1");
        assertThat(bench.fact(CallAnswered.class).waitedMs()).isEqualTo(10_000);
        bench.loop.advance(Duration.ofMinutes(10));
        bench.onLeg(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));

        assertThat(bench.last(QueueCommand.Join.class)).isEqualTo(Bench.again(first));
        bench.loop.advance(Duration.ofSeconds(5));
        answer("o2");
        assertThat(bench.fact(CallAnswered.class).waitedMs()).isEqualTo(5_000);
        bench.loop.advance(Duration.ofSeconds(60));
        hangUp(caller);
        assertThat(bench.fact(CallEnded.class).times())
                .isEqualTo(new CallTimes(675_000, 675_000, 660_000, 15_000));
    }

    @Test
    void theCallersEndSaysHowLongItHadWaitedAndWhere() {
        LegId caller = bench.waiting();
        bench.loop.advance(Duration.ofSeconds(41));
        bench.offer("o1"); // ringing is waiting still
        bench.loop.advance(Duration.ofSeconds(4));
        hangUp(caller);
        assertThat(bench.fact(QueueLeft.class).waitedMs()).isEqualTo(45_000);
        CallEnded ended = bench.fact(CallEnded.class);
        assertThat(ended.times()).isEqualTo(new CallTimes(45_000, 45_000, 0, 45_000));
        assertThat(ended.queue()).contains(new QueueName("sales"));
    }

    @Test
    void ringingIsNotConnected() {
        LegId caller = bench.arrive();
        bench.loop.advance(Duration.ofSeconds(7));
        hangUp(caller);
        assertThat(bench.fact(CallEnded.class).times()).isEqualTo(new CallTimes(7_000, 0, 0, 0));
        assertThat(bench.fact(CallEnded.class).queue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void aWallClockThatIsSetChangesNoDuration(long hours) {
        LegId caller = bench.waiting();
        bench.loop.advance(Duration.ofSeconds(10));
        bench.loop.stepWallClock(Duration.ofHours(hours));
        LegId agent = answer("o1");
        assertThat(bench.fact(CallAnswered.class).waitedMs()).isEqualTo(10_000);
        bench.loop.advance(Duration.ofSeconds(20));
        bench.loop.stepWallClock(Duration.ofHours(hours));
        bench.onLeg(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));

        QueueCommand.Join again = bench.last(QueueCommand.Join.class);
        assertThat(Duration.between(again.enqueuedAt(), bench.loop.instant()))
                .isEqualTo(Duration.ofSeconds(30));
        bench.loop.stepWallClock(Duration.ofHours(-hours));
        bench.loop.advance(Duration.ofSeconds(3));
        hangUp(caller);
        assertThat(bench.fact(CallEnded.class).times())
                .isEqualTo(new CallTimes(33_000, 33_000, 20_000, 13_000));
    }

    private LegId answer(String offer) {
        LegId agent = bench.offer(offer);
        bench.onLeg(new LegEvent.Answered(agent));
        return agent;
    }

    private void hangUp(LegId caller) {
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
    }
}
