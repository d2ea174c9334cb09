package zarang.crm.webhook;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Throws a response's body away as it comes. Up to 64 kB and the time limit the connection is kept
 * for the next message; a receiver that says more, or does not stop, is hung up on. The response
 * itself does not wait for any of this.
 */
final class DiscardedBody implements HttpResponse.BodySubscriber<Void> {
    private static final int BYTES_MAX = 64 << 10;

    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private final Duration limit;
    private long received;

    DiscardedBody(Duration limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
        CompletionStage<@Nullable Void> over =
                end.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        over.whenComplete((done, hungUp) -> {
            if (hungUp != null) {
                subscription.cancel();
            }
        });
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            received += piece.remaining();
        }
        if (received > BYTES_MAX) {
            end.cancel(false);
        }
    }

    @Override
    public void onError(Throwable broken) {
        end.complete(null);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
