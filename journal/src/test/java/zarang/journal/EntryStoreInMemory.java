package zarang.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import zarang.testkit.StoreAnswers;

/** One process' way to a {@link StreamInMemory}. */
record EntryStoreInMemory(StreamInMemory stream, StoreAnswers answers) implements EntryStore {
    private <T> CompletionStage<T> ask(Supplier<T> effect) {
        return answers.to(effect);
    }

    @Override
    public CompletionStage<JournalStore.Appended> append(
            String node, JournalStore.Stretch stretch, List<SpooledEntry> entries) {
        return ask(() -> stream.append(node, stretch, entries));
    }

    @Override
    public CompletionStage<JournalStore.Alive> alive(
            String node, String incarnation, Duration freeAfter) {
        return ask(() -> stream.alive(node, incarnation, freeAfter));
    }

    @Override
    public CompletionStage<Long> free(String node, String incarnation) {
        return ask(() -> stream.free(node, incarnation));
    }

    @Override
    public CompletionStage<Map<String, String>> nodes() {
        return ask(stream::nodes);
    }

    @Override
    public CompletionStage<String> lastAlive(String node) {
        return ask(() -> stream.nodes().getOrDefault(node, ""));
    }

    @Override
    public CompletionStage<Map<String, String>> openCalls(String node) {
        return ask(() -> stream.openCalls(node));
    }

    @Override
    public CompletionStage<Long> openAside(String node, String call, String error) {
        return ask(() -> stream.openAside(node, call));
    }

    @Override
    public CompletionStage<Long> forget(String node, String lastAlive) {
        return ask(() -> stream.forget(node, lastAlive));
    }

    @Override
    public CompletionStage<Long> lease(String name, String holder, Duration length) {
        return ask(() -> stream.lease(name, holder, length));
    }

    /** A stream in memory lives for an hour or so: there is nothing to drop. */
    @Override
    public CompletionStage<JournalStore.Trimmed> trim(Instant olderThan) {
        return ask(() -> new JournalStore.Trimmed(0, ""));
    }
}
