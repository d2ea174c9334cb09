package zarang.sip.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import zarang.call.loop.ControlLoop;
import zarang.sip.engine.OtherNodes;
import zarang.sip.engine.PhoneStore;
import zarang.testkit.StoreAnswers;

/**
 * Kept phones as one process sees them in a map that outlives it. Like what writes to Redis behind
 * the engine: of each user the newest text counts, and what could not be written is tried again.
 */
public final class PhonesInMemory implements PhoneStore {
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Map<String, String> kept;
    private final ControlLoop loop;
    private final StoreAnswers answers;
    private final Consumer<Map<String, String>> loaded;
    private final Map<String, Optional<String>> waiting = new LinkedHashMap<>();
    private boolean writing;

    /**
     * The phones of one process.
     *
     * @param kept outlives it
     * @param loaded sees what a start found
     */
    public PhonesInMemory(
            Map<String, String> kept,
            ControlLoop loop,
            StoreAnswers answers,
            Consumer<Map<String, String>> loaded) {
        this.kept = kept;
        this.loop = loop;
        this.answers = answers;
        this.loaded = loaded;
    }

    @Override
    public void put(String user, String text) {
        waiting.put(user, Optional.of(text));
        write();
    }

    @Override
    public void remove(String user) {
        waiting.put(user, Optional.empty());
        write();
    }

    private void write() {
        if (writing || waiting.isEmpty()) {
            return;
        }
        writing = true;
        Map<String, Optional<String>> batch = Map.copyOf(waiting);
        answers.to(() -> apply(batch))
                .whenComplete((done, failure) -> {
                    writing = false;
                    if (failure == null) {
                        batch.forEach(waiting::remove);
                        write();
                    } else {
                        loop.schedule(AGAIN, this::write);
                    }
                });
    }

    private boolean apply(Map<String, Optional<String>> batch) {
        batch.forEach((user, text) ->
                text.ifPresentOrElse(some -> kept.put(user, some), () -> kept.remove(user)));
        return true;
    }

    @Override
    public CompletionStage<Map<String, String>> load(Duration limit) {
        CompletionStage<Map<String, String>> found = answers.to(() -> Map.copyOf(kept));
        return found.thenApply(all -> {
            loaded.accept(all);
            return all;
        });
    }

    /** There is one process. */
    @Override
    public void follow(List<String> listeners, OtherNodes told) {}

    @Override
    public void close() {}
}
