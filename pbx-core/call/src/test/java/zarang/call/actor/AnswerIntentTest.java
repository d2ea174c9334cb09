package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallEnded;
import zarang.call.journal.EntryLostException;

class AnswerIntentTest {
    private final Bench bench = new Bench();

    @Test
    void callIsAnsweredOnlyOnceTheIntentIsDurable() {
        bench.disk = new CompletableFuture<>();
        LegId leg = bench.arrive();
        assertThat(bench.journal)
                .extracting(entry -> entry.fact().type().name())
                .containsExactly("call.started", "call.answering");
        bench.loop.advance(Duration.ofMillis(99));
        assertThat(bench.engine).isEmpty();
        bench.disk.complete(bench.journal.getLast());
        bench.loop.settle();
        assertThat(bench.engine).containsExactly(new LegCommand.Answer(leg));
        bench.loop.advance(Duration.ofSeconds(1));
        assertThat(bench.engine).hasSize(1);
        assertThat(bench.unsecured).isEmpty();
    }

    @Test
    void slowDiskKeepsTheCallerWaitingForATenthOfASecondAtMostAndIsCounted() {
        bench.disk = new CompletableFuture<>();
        LegId leg = bench.arrive();
        bench.loop.advance(Duration.ofMillis(100));
        assertThat(bench.engine).containsExactly(new LegCommand.Answer(leg));
        assertThat(bench.unsecured).containsExactly("disk-slow");
        bench.disk.complete(bench.journal.getLast());
        bench.loop.settle();
        assertThat(bench.engine).hasSize(1);
        assertThat(bench.unsecured).hasSize(1);
    }

    @Test
    void journalThatRefusesTheIntentDelaysNothing() {
        bench.disk = CompletableFuture.failedFuture(new EntryLostException("the spool is full"));
        LegId leg = bench.arrive();
        assertThat(bench.engine).containsExactly(new LegCommand.Answer(leg));
        assertThat(bench.unsecured).containsExactly("journal-refused");
        assertThat(bench.loop.pendingTimers()).as("the longest call alone").isEqualTo(1);
    }

    @Test
    void journalThatRefusesTheIntentOfACallThatIsOverConcernsNobody() {
        bench.disk = new CompletableFuture<>();
        LegId leg = bench.arrive();
        bench.onLeg(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.disk.completeExceptionally(new EntryLostException("the spool is full"));
        bench.loop.settle();
        assertThat(bench.engine).isEmpty();
        assertThat(bench.unsecured).as("it was not answered at all").isEmpty();
    }

    @Test
    void callerWhoGivesUpBeforeTheIntentIsDurableIsNotAnsweredAndNoContact() {
        bench.disk = new CompletableFuture<>();
        LegId leg = bench.arrive();
        bench.onLeg(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.loop.pendingTimers()).as("its limit goes with the call").isZero();
        bench.disk.complete(bench.journal.getFirst());
        bench.loop.advance(Duration.ofSeconds(1));
        assertThat(bench.engine).isEqualTo(List.of());
        assertThat(bench.fact(CallEnded.class).answered()).isFalse();
        assertThat(bench.unsecured).isEmpty();
        assertThat(bench.loop.pendingTimers()).isZero();
    }
}
