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
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;

/** Processes that share what is set of queues, under virtual time. */
class LiveSettingsTest {
    private static final Subject SALES = LivePlace.of(new QueueName("sales"));
    private static final Instant AT = Instant.parse("2026-03-21T08:00:00Z");

    private final VirtualLoop loop = new VirtualLoop();
    private final LiveInMemory store = new LiveInMemory();
    private final List<JournalEntry> written = new ArrayList<>();
    private int heard;

    private LiveSettings process(String name) {
        LiveSettings live =
                new LiveSettings(
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

    private static LiveValues wrapUp(String value) {
        return new LiveValues(new TreeMap<>(Map.of("wrap-up", value)), "api\teva", AT);
    }

    private static LiveValues of(LiveSettings process) {
        return Objects.requireNonNull(process.known().get(SALES), "nothing is set");
    }

    private Optional<Boolean> set(LiveSettings at, Optional<LiveValues> was, LiveValues now) {
        CompletableFuture<Boolean> done =
                at.set(SALES, was, now, "wrap-up 5s -> 9s").toCompletableFuture();
        loop.settle();
        return done.isCompletedExceptionally() ? Optional.empty() : Optional.of(done.join());
    }

    @Test
    void whatOneProcessSetsTheOthersKnowWithinASecondAndARestartFinds() {
        LiveSettings one = process("n1");
        LiveSettings two = process("n2");
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
        LiveSettings one = process("n1");
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
        LiveSettings one = process("n1");
        LiveSettings two = process("n2");
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
        LiveSettings one = process("n1");
        set(one, Optional.empty(), wrapUp("9s"));
        store.away = true;
        assertThat(set(one, Optional.of(of(one)), wrapUp("8s"))).isEmpty();
        loop.advance(Duration.ofMinutes(10));
        assertThat(of(one).values()).containsEntry("wrap-up", "9s");
        assertThat(written).hasSize(1);
    }

    @Test
    void aRecordThatIsDamagedIsLeftOutAndCanBeTakenAway() {
        store.kept.put("queue:sales", "no such thing");
        store.kept.put("queue:night", wrapUp("1s").text());
        LiveSettings one = process("n1");
        assertThat(one.known()).containsOnlyKeys(LivePlace.of(new QueueName("night")));
        var _ = one.reset(SALES, "api eva", "");
        loop.settle();
        assertThat(store.kept).containsOnlyKeys("queue:night");
        one.close();
        loop.advance(Duration.ofSeconds(5));
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void fieldThatIsNoQueueHoldsNothingUp() {
        store.kept.put("queue:no queue", wrapUp("1s").text());
        store.kept.put("queue:sales", wrapUp("9s").text());
        LiveSettings one = process("n1");
        assertThat(of(one).values()).containsEntry("wrap-up", "9s");
        assertThat(one.look().toCompletableFuture()).isNotDone();
        loop.settle();
        store.kept.put("queue:sales", wrapUp("8s").text());
        loop.advance(Duration.ofSeconds(1));
        assertThat(of(one).values()).containsEntry("wrap-up", "8s");
    }

    @Test
    void whatIsSetOfTheFloorIsKeptBesideTheQueuesAndWrittenDownAsTheFloors() {
        LiveSettings one = process("n1");
        LiveSettings two = process("n2");
        LiveValues strong =
                new LiveValues(new TreeMap<>(Map.of("tier-preset", "strong")), "api eva", AT);
        var _ = one.set(LivePlace.FLOOR, Optional.empty(), strong, "tier-offsets.gold 5m -> 10m");
        set(one, Optional.empty(), wrapUp("9s"));
        loop.advance(Duration.ofSeconds(1));
        assertThat(two.known()).containsOnlyKeys(LivePlace.FLOOR, SALES);
        assertThat(two.known().get(LivePlace.FLOOR)).isEqualTo(strong);
        assertThat(written.getFirst().subject().toString()).isEqualTo("floor:all");
        assertThat(written.getFirst().fact())
                .isEqualTo(new FloorChanged("api eva", "tier-offsets.gold 5m -> 10m"));
        var _ = two.reset(LivePlace.FLOOR, "api eva", "tier-offsets.gold 10m -> 5m");
        loop.advance(Duration.ofSeconds(1));
        assertThat(one.known()).containsOnlyKeys(SALES);
    }
}
