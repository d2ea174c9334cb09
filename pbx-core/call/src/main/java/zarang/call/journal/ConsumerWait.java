package zarang.call.journal;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How a {@link JournalConsumer} waits, on a thread of its own, for what it asked: it fails as that
 * did, so that the log and whoever parks the entry say why.
 */
public final class ConsumerWait {
    private ConsumerWait() {}

    /** For stages that end by themselves. */
    public static <T> T of(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        }
    }

    /** For so long at most, then {@link TimeoutException}. */
    public static <T> T of(CompletionStage<T> stage, Duration limit) throws Exception {
        Future<T> future = stage.toCompletableFuture();
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        }
    }
}
