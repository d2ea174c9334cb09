package zarang.crm.webhook;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import zarang.delivery.Attempt;

/**
 * Makes attempts, on virtual threads of its own that no call ever touches. Any thread may call;
 * nothing waits.
 *
 * <p>The status line decides. What the receiver says after it is thrown away as it comes, see
 * {@link DiscardedBody}. Redirects are not followed: a receiver cannot send Zarang to an address
 * that the admin did not write. HTTP/1.1, so that an attempt that hangs has a connection of its own
 * to lose.
 */
public final class WebhookClient implements AutoCloseable {
    private static final int GONE = 410;

    /** The client's own time limit does not begin before the name is resolved; ours does. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(threads)
                    .build();

    public WebhookClient(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Posts one message. Completes within the endpoint's time limit and a moment, and never
     * exceptionally.
     */
    public CompletionStage<Attempt> post(WebhookSettings to, String id, String body) {
        CompletableFuture<HttpResponse<Void>> sent;
        try {
            sent = client.sendAsync(request(to, id, body), info -> new DiscardedBody(to.timeout()));
        } catch (RuntimeException e) {
            return CompletableFuture.completedStage(failed(e));
        }
        CompletableFuture<Attempt> outcome =
                sent.copy()
                        .orTimeout(to.timeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                        .handle((response, failure) -> judge(response, failure));
        // an attempt that is over but not answered lets go of its connection
        return outcome.whenComplete((attempt, never) -> sent.cancel(true));
    }

    private HttpRequest request(WebhookSettings to, String id, String body) {
        Instant now = clock.instant();
        return HttpRequest.newBuilder(to.url())
                .timeout(to.timeout())
                .header("content-type", "application/json")
                .header("user-agent", "zarang")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", WebhookSignature.of(to.secret(), id, now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private Attempt judge(@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
        if (response == null) {
            return failed(failure == null ? new IllegalStateException() : failure);
        }
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Attempt.Delivered();
        }
        if (status == GONE) {
            return new Attempt.Gone();
        }
        return new Attempt.Failed(
                "status " + status,
                RetryAfter.parse(
                        response.headers().firstValue("retry-after").orElse(null),
                        clock.instant()));
    }

    /** The kind of failure is enough for the operator; its message may quote the address. */
    private static Attempt failed(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean late = cause instanceof HttpTimeoutException || cause instanceof TimeoutException;
        return new Attempt.Failed(
                late ? "no answer in time" : "no answer: " + cause.getClass().getSimpleName(),
                Optional.empty());
    }

    /** Ends what still runs. */
    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
