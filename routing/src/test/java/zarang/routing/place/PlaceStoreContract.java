package zarang.routing.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every store of places must do. */
abstract class PlaceStoreContract {
    private static final Duration SPAN = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(1);

    abstract PlaceStore store();

    abstract void pass(Duration time) throws InterruptedException;

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private Map<String, String> all() {
        return done(store().all());
    }

    @Test
    void aPlaceIsThereUntilItIsRemovedAndTheNewestCounts() {
        assertThat(all()).isEmpty();
        done(store().put("c1", "first", LONG));
        done(store().put("c2", "second", LONG));
        done(store().put("c1", "again", LONG));
        assertThat(all()).isEqualTo(Map.of("c1", "again", "c2", "second"));
        done(store().remove(List.of("c1", "nobody")));
        assertThat(all()).isEqualTo(Map.of("c2", "second"));
    }

    @Test
    void allIsForgottenAfterTheSpanUnlessItIsSaidAgain() throws InterruptedException {
        done(store().keepFor(SPAN));
        done(store().put("c1", "first", LONG));
        pass(SPAN.multipliedBy(2));
        assertThat(all()).as("nothing was there when it was said").hasSize(1);
        done(store().keepFor(SPAN));
        done(store().keepFor(LONG));
        pass(SPAN.multipliedBy(2));
        assertThat(all()).hasSize(1);
        done(store().keepFor(SPAN));
        pass(SPAN.multipliedBy(2));
        assertThat(all()).isEmpty();
        done(store().put("c2", "second", SPAN));
        assertThat(all()).hasSize(1);
        pass(SPAN.multipliedBy(2));
        assertThat(all()).as("a place has its end from the first").isEmpty();
    }
}
