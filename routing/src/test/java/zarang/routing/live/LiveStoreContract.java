package zarang.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.fact.Subject;

/** What holds in every store of what is set live. */
abstract class LiveStoreContract {
    private static final Subject SALES = LivePlace.of(new QueueName("sales"));
    private static final Subject NIGHT = LivePlace.of(new QueueName("night"));

    abstract LiveStore store();

    private static boolean set(
            LiveStore store, Subject place, Optional<String> was, Optional<String> now) {
        return store.set(place, was, now).toCompletableFuture().join();
    }

    @Test
    void whatIsSetIsThereForAllAndGoneWhenItIsTakenBack() {
        LiveStore store = store();
        assertThat(store.all().toCompletableFuture().join()).isEmpty();
        assertThat(set(store, SALES, Optional.empty(), Optional.of("one"))).isTrue();
        assertThat(set(store, NIGHT, Optional.empty(), Optional.of("two"))).isTrue();
        assertThat(store.all().toCompletableFuture().join())
                .containsOnly(Map.entry("queue:sales", "one"), Map.entry("queue:night", "two"));
        assertThat(set(store, SALES, Optional.of("one"), Optional.empty())).isTrue();
        assertThat(store.all().toCompletableFuture().join()).containsOnlyKeys("queue:night");
    }

    @Test
    void ofTwoWhoSetTheSameOnlyTheFirstDoes() {
        LiveStore store = store();
        set(store, SALES, Optional.empty(), Optional.of("one"));
        assertThat(set(store, SALES, Optional.empty(), Optional.of("other"))).isFalse();
        assertThat(set(store, SALES, Optional.of("older"), Optional.empty())).isFalse();
        assertThat(store.all().toCompletableFuture().join()).containsEntry("queue:sales", "one");
    }

    @Test
    void whoseAnswerWasLostMaySetTheSameAgain() {
        LiveStore store = store();
        set(store, SALES, Optional.empty(), Optional.of("one"));
        assertThat(set(store, SALES, Optional.empty(), Optional.of("one"))).isTrue();
    }

    @Test
    void whatCannotBeReadCanBeTakenAwayWhateverItIs() {
        LiveStore store = store();
        set(store, SALES, Optional.empty(), Optional.of("damaged"));
        assertThat(set(store, SALES, LiveStore.WHATEVER, Optional.empty())).isTrue();
        assertThat(set(store, SALES, LiveStore.WHATEVER, Optional.empty())).isTrue();
        assertThat(store.all().toCompletableFuture().join()).isEmpty();
    }

    @Test
    void aQueueAnAgentAndTheFloorOfTheSameNameAreThree() {
        LiveStore store = store();
        Subject queue = LivePlace.of(new QueueName("all"));
        Subject agent = LivePlace.of(new AgentId("all"));
        for (Subject place : List.of(queue, agent, LivePlace.FLOOR)) {
            assertThat(set(store, place, Optional.empty(), Optional.of(place.kind()))).isTrue();
        }
        assertThat(store.all().toCompletableFuture().join())
                .containsOnly(
                        Map.entry("queue:all", "queue"),
                        Map.entry("agent:all", "agent"),
                        Map.entry("floor:all", "floor"));
    }
}
