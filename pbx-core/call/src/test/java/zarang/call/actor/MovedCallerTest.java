package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.QueueMoved;
import zarang.call.fact.QueueReprioritised;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.QueueEvent.MoveReason;

/** A call whose caller is moved, or given another place, while it waits. */
class MovedCallerTest {
    private static final QueueName SALES = new QueueName("sales");
    private static final QueueName NIGHT = new QueueName("night");

    private final Bench bench = new Bench();

    private void moved(QueueName from, QueueName to) {
        bench.exchange.onQueue(
                new QueueEvent.Moved(
                        Subject.of(bench.call()),
                        from,
                        to,
                        3,
                        MoveReason.SUPERVISOR,
                        Optional.of("api eva")));
        bench.loop.settle();
    }

    @Test
    void theWaitOfTheOldQueueEndsAndOneOfTheNewBegins() {
        bench.waiting();
        bench.loop.advance(Duration.ofSeconds(40));
        moved(SALES, NIGHT);
        QueueMoved fact = bench.fact(QueueMoved.class);
        assertThat(fact.to()).isEqualTo(NIGHT);
        assertThat(fact.by()).contains("api eva");
        assertThat(fact.refused()).isFalse();
        assertThat(fact.waitedMs()).isEqualTo(40_000);
        QueueJoined joined = bench.fact(QueueJoined.class);
        assertThat(joined.queue()).isEqualTo(NIGHT);
        assertThat(joined.position()).isEqualTo(3);
        assertThat(joined.waitingSince()).isNotEqualTo(fact.waitingSince());
        bench.loop.advance(Duration.ofSeconds(5));
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        assertThat(bench.fact(CallAnswered.class).queue()).isEqualTo(NIGHT);
        assertThat(bench.fact(CallAnswered.class).waitedMs()).isEqualTo(5_000);
    }

    @Test
    void whoWasNotLetInIsMovedAllTheSameAndTheFactSaysSo() {
        LegId caller = bench.arrive();
        bench.onLeg(new LegEvent.Answered(caller));
        bench.loop.settle();
        moved(SALES, NIGHT);
        assertThat(bench.fact(QueueMoved.class).refused()).isTrue();
        bench.exchange.onQueue(new QueueEvent.Over(bench.call(), QueueEvent.Outcome.CLOSED));
        bench.loop.settle();
        QueueLeft left = bench.fact(QueueLeft.class);
        assertThat(left.queue()).isEqualTo(NIGHT);
        assertThat(left.reason()).isEqualTo("closed");
        assertThat(left.refused()).as("the second queue had let it in").isFalse();
    }

    @Test
    void whatIsSaidOfAQueueThatTheCallerIsNotInIsPassedOver() {
        bench.waiting();
        moved(NIGHT, new QueueName("club"));
        assertThat(bench.facts()).doesNotContain("queue.moved");
    }

    @Test
    void anAgentWhoIsLostPutsTheCallerBackToTheQueueAndThePlaceThatItWasGiven() {
        bench.waiting();
        bench.exchange.onQueue(
                new QueueEvent.Reprioritised(
                        Subject.of(bench.call()),
                        SALES,
                        Tier.GOLD,
                        Duration.ofMinutes(5),
                        1,
                        "api eva"));
        moved(SALES, NIGHT);
        assertThat(bench.fact(QueueReprioritised.class).aheadMs()).isEqualTo(300_000);
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.onLeg(new LegEvent.Ended(agent, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
        QueueCommand.Join again = bench.last(QueueCommand.Join.class);
        assertThat(again.queue()).isEqualTo(NIGHT);
        assertThat(again.tier()).isEqualTo(Tier.GOLD);
        assertThat(again.ahead()).isEqualTo(Duration.ofMinutes(5));
    }
}
