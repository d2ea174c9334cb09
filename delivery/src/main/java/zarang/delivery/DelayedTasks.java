package zarang.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Where a destination's attempts run: on virtual threads, or on the loop that turns them. */
@FunctionalInterface
interface DelayedTasks {
    /** Runs {@code task} after {@code wait}; returns at once. */
    void start(Duration wait, Runnable task);

    /** Virtual threads, which may wait for Redis. */
    static DelayedTasks onThreads(String name) {
        Executor threads = task -> Thread.ofVirtual().name(name).start(task);
        return (wait, task) ->
                (wait.isZero()
                                ? threads
                                : CompletableFuture.delayedExecutor(
                                        wait.toMillis(), TimeUnit.MILLISECONDS, threads))
                        .execute(task);
    }
}
