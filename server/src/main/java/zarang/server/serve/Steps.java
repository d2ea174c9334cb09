package zarang.server.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a start and a stop, one after the other. Waits. */
final class Steps {
    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Logger log = LoggerFactory.getLogger(Steps.class);

    private Steps() {}

    static <T> T await(String what, CompletionStage<T> stage) throws IOException {
        try {
            return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new IOException(what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new IOException(what + ": not done within " + LIMIT.toSeconds() + " s", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(what + ": interrupted", stopped);
        }
    }

    static void quietly(String what, CompletableFuture<?> future, Duration limit) {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            log.warn("stop.{} error={}", what, failure.toString());
            future.cancel(false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
