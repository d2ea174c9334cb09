package zarang.crm.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes attempts, on one event loop of its own that no call ever touches. Any thread may call;
 * nothing waits.
 *
 * <p>The status line decides. What the receiver says after it is thrown away as it comes, up to 64
 * kB or the end of the time limit; then the connection is closed. Redirects are not followed: a
 * receiver cannot send Zarang to an address that the admin did not write.
 */
public final class WebhookClient implements AutoCloseable {
    private static final int RESPONSE_BYTES_MAX = 64 << 10;
    private static final int HEADER_BYTES_MAX = 16 << 10;
    private static final int CONNECTIONS_PER_HOST_MAX = 64;
    private static final int CONNECTIONS_WAITING_MAX = 256;
    private static final int IDLE_SECONDS = 60;
    private static final int GONE = 410;

    private final InstantSource clock;
    private final Vertx vertx;
    private final HttpClient client;

    public WebhookClient(InstantSource clock) {
        this.clock = clock;
        vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(1)
                                .setInternalBlockingPoolSize(1));
        HttpClientOptions options =
                new HttpClientOptions()
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setMaxHeaderSize(HEADER_BYTES_MAX)
                        .setMaxWaitQueueSize(CONNECTIONS_WAITING_MAX)
                        .setDecompressionSupported(false);
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST_MAX);
        client = vertx.createHttpClient(options, pool);
    }

    /**
     * Posts one message. Completes on the client's own loop, always within the endpoint's time
     * limit, and never exceptionally.
     */
    public CompletionStage<Attempt> post(WebhookSettings to, String id, String body) {
        Exchange exchange = new Exchange();
        vertx.runOnContext(start -> exchange.start(to, id, body));
        return exchange.outcome;
    }

    /** One attempt; event loop only. */
    private final class Exchange {
        final CompletableFuture<Attempt> outcome = new CompletableFuture<>();
        private @Nullable HttpClientRequest request;
        private long timer;
        private long received;
        private boolean over;

        void start(WebhookSettings to, String id, String body) {
            timer =
                    vertx.setTimer(
                            to.timeout().toMillis(),
                            late -> {
                                failed("no answer within " + to.timeout().toMillis() + " ms");
                                abort();
                            });
            try {
                client.request(
                                new RequestOptions()
                                        .setMethod(HttpMethod.POST)
                                        .setAbsoluteURI(to.url().toString())
                                        .setConnectTimeout(to.timeout().toMillis())
                                        .setFollowRedirects(false))
                        .onSuccess(made -> send(made, to, id, body))
                        .onFailure(e -> failed("no connection: " + kind(e)));
            } catch (RuntimeException e) {
                failed("not sent: " + kind(e));
                end();
            }
        }

        private void send(
                HttpClientRequest made, WebhookSettings to, String id, String body) {
            request = made;
            if (over) {
                abort();
                return;
            }
            Instant now = clock.instant();
            made.putHeader("content-type", "application/json");
            made.putHeader("user-agent", "zarang");
            made.putHeader("webhook-id", id);
            made.putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
            made.putHeader(
                    "webhook-signature", WebhookSignature.of(to.secret(), id, now, body));
            made.exceptionHandler(e -> broke(e));
            made.response().onSuccess(this::answered).onFailure(this::broke);
            made.send(body);
        }

        private void answered(HttpClientResponse response) {
            response.exceptionHandler(e -> end());
            response.handler(
                    piece -> {
                        received += piece.length();
                        if (received > RESPONSE_BYTES_MAX) {
                            abort();
                        }
                    });
            response.endHandler(done -> end());
            int status = response.statusCode();
            if (status >= 200 && status < 300) {
                outcome.complete(new Attempt.Delivered(status));
            } else if (status == GONE) {
                outcome.complete(new Attempt.Gone());
            } else {
                outcome.complete(
                        new Attempt.Failed(
                                "status " + status,
                                RetryAfter.parse(
                                        response.getHeader("retry-after"), clock.instant())));
            }
        }

        private void broke(Throwable e) {
            failed("connection broke: " + kind(e));
            end();
        }

        private void failed(String reason) {
            outcome.complete(new Attempt.Failed(reason, java.util.Optional.empty()));
        }

        private void abort() {
            end();
            HttpClientRequest open = request;
            if (open != null) {
                open.reset();
            }
        }

        private void end() {
            over = true;
            vertx.cancelTimer(timer);
        }

        /** The exception's message may quote the address; its kind is enough for the operator. */
        private String kind(Throwable e) {
            return e.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
