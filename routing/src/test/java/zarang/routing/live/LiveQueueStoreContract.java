package zarang.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds in every store of what is set live. */
abstract class LiveQueueStoreContract {
    abstract LiveQueueStore store();

    private static boolean set(
            LiveQueueStore store, String queue, Optional<String> was, Optional<String> now) {
        return store.set(queue, was, now).toCompletableFuture().join();
    }

    @Test
    void whatIsSetIsThereForAllAndGoneWhenItIsTakenBack() {
        LiveQueueStore store = store();
        assertThat(store.all().toCompletableFuture().join()).isEmpty();
        assertThat(set(store, "sales", Optional.empty(), Optional.of("one"))).isTrue();
        assertThat(set(store, "night", Optional.empty(), Optional.of("two"))).isTrue();
        assertThat(store.all().toCompletableFuture().join())
                .containsOnly(Map.entry("sales", "one"), Map.entry("night", "two"));
        assertThat(set(store, "sales", Optional.of("one"), Optional.empty())).isTrue();
        assertThat(store.all().toCompletableFuture().join()).containsOnlyKeys("night");
    }

    @Test
    void ofTwoWhoSetTheSameOnlyTheFirstDoes() {
        LiveQueueStore store = store();
        set(store, "sales", Optional.empty(), Optional.of("one"));
        assertThat(set(store, "sales", Optional.empty(), Optional.of("other"))).isFalse();
        assertThat(set(store, "sales", Optional.of("older"), Optional.empty())).isFalse();
        assertThat(store.all().toCompletableFuture().join()).containsEntry("sales", "one");
    }

    @Test
    void whoseAnswerWasLostMaySetTheSameAgain() {
        LiveQueueStore store = store();
        set(store, "sales", Optional.empty(), Optional.of("one"));
        assertThat(set(store, "sales", Optional.empty(), Optional.of("one"))).isTrue();
    }

    @Test
    void whatCannotBeReadCanBeTakenAwayWhateverItIs() {
        LiveQueueStore store = store();
        set(store, "sales", Optional.empty(), Optional.of("damaged"));
        assertThat(set(store, "sales", LiveQueueStore.WHATEVER, Optional.empty())).isTrue();
        assertThat(set(store, "sales", LiveQueueStore.WHATEVER, Optional.empty())).isTrue();
        assertThat(store.all().toCompletableFuture().join()).isEmpty();
    }
}
