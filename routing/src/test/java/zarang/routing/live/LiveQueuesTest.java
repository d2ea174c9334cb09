package zarang.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import zarang.call.QueueName;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;

/** Processes that share what is set of queues, under virtual time. */
class LiveQueuesTest {
    private static final QueueName SALES = new QueueName("sales");
    private static final Instant AT = Instant.parse("2026-03-21T08:00:00Z");

    private final VirtualLoop loop = new VirtualLoop();
    private final LiveQueuesInMemory store = new LiveQueuesInMemory();
    private final List<JournalEntry> written = new ArrayList<>();
    private int heard;

    private LiveQueues process(String name) {
        LiveQueues live =
                new LiveQueues(
                        loop,
                        name,
                        store,
                        entry -> {
                            written.add(entry);
                            return CompletableFuture.completedStage(entry);
                        },
                        () -> heard++);
        var _ = live.follow();
        loop.advance(Duration.ofMillis(100));
        return live;
    }

    private static LiveQueue wrapUp(String value) {
        return new LiveQueue(new TreeMap<>(Map.of("wrap-up", value)), "api\teva", AT);
    }

    private static LiveQueue of(LiveQueues process) {
        return Objects.requireNonNull(process.known().get(SALES), "nothing is set");
    }

    private Optional<Boolean> set(LiveQueues at, Optional<LiveQueue> was, LiveQueue now) {
        CompletableFuture<Boolean> done =
                at.set(SALES, was, now, "wrap-up 5s -> 9s").toCompletableFuture();
        loop.settle();
        return done.isCompletedExceptionally() ? Optional.empty() : Optional.of(done.join());
    }

    @Test
    void whatOneProcessSetsTheOthersKnowWithinASecondAndARestartFinds() {
        LiveQueues one = process("n1");
        LiveQueues two = process("n2");
        assertThat(set(one, Optional.empty(), wrapUp("9s"))).contains(true);
        assertThat(of(one).values()).containsEntry("wrap-up", "9s");
        assertThat(heard).as("who set it knows").isZero();
        loop.advance(Duration.ofSeconds(1));
        assertThat(two.known()).isEqualTo(one.known());
        assertThat(heard).isEqualTo(1);
        assertThat(of(process("n3")).by()).isEqualTo("api eva");
    }

    @Test
    void whoSetItAndWhatIsWrittenDownOnce() {
        LiveQueues one = process("n1");
        process("n2");
        set(one, Optional.empty(), wrapUp("9s"));
        loop.advance(Duration.ofSeconds(5));
        assertThat(written)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.subject().toString()).isEqualTo("queue:sales");
                    assertThat(entry.fact())
                            .isEqualTo(new QueueChanged("api eva", "wrap-up 5s -> 9s"));
                });
    }

    @Test
    void ofTwoProcessesThatSetItAtOnceTheSecondIsTold() {
        LiveQueues one = process("n1");
        LiveQueues two = process("n2");
        set(one, Optional.empty(), wrapUp("9s"));
        assertThat(set(two, Optional.empty(), wrapUp("8s"))).contains(false);
        assertThat(written).hasSize(1);
        var _ = two.look();
        loop.settle();
        assertThat(set(two, Optional.of(of(two)), wrapUp("8s"))).contains(true);
        loop.advance(Duration.ofSeconds(1));
        assertThat(of(one).values()).containsEntry("wrap-up", "8s");
    }

    @Test
    void whileTheStoreIsAwayNothingIsSetAndWhatIsKnownStays() {
        LiveQueues one = process("n1");
        set(one, Optional.empty(), wrapUp("9s"));
        store.away = true;
        assertThat(set(one, Optional.of(of(one)), wrapUp("8s"))).isEmpty();
        loop.advance(Duration.ofMinutes(10));
        assertThat(of(one).values()).containsEntry("wrap-up", "9s");
        assertThat(written).hasSize(1);
    }

    @Test
    void aRecordThatIsDamagedIsLeftOutAndCanBeTakenAway() {
        store.kept.put("sales", "no such thing");
        store.kept.put("night", wrapUp("1s").text());
        LiveQueues one = process("n1");
        assertThat(one.known()).containsOnlyKeys(new QueueName("night"));
        var _ = one.reset(SALES, "api eva", "");
        loop.settle();
        assertThat(store.kept).containsOnlyKeys("night");
        one.close();
        loop.advance(Duration.ofSeconds(5));
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void fieldThatIsNoQueueHoldsNothingUp() {
        store.kept.put("no queue", wrapUp("1s").text());
        store.kept.put("sales", wrapUp("9s").text());
        LiveQueues one = process("n1");
        assertThat(of(one).values()).containsEntry("wrap-up", "9s");
        assertThat(one.look().toCompletableFuture()).isNotDone();
        loop.settle();
        store.kept.put("sales", wrapUp("8s").text());
        loop.advance(Duration.ofSeconds(1));
        assertThat(of(one).values()).containsEntry("wrap-up", "8s");
    }
}
