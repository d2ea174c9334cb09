package zarang.server.serve;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Work that an admin asks for and that may wait for disk and Redis: on a virtual thread of its own.
 */
final class OwnThread {
    private OwnThread() {}

    /** Completes {@code outcome} now or later; what it throws becomes the outcome. */
    interface Work<T> {
        void into(CompletableFuture<T> outcome) throws IOException;
    }

    /** Begins {@code work} on a thread of this name. */
    static <T> CompletionStage<T> run(String name, Work<T> work) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        work.into(outcome);
                    } catch (IOException | RuntimeException failure) {
                        outcome.completeExceptionally(failure);
                    }
                });
        return outcome;
    }
}
