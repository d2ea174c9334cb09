package zarang.api.door;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;

/**
 * A request's body, whole, up to a bound. What comes after the bound is read and thrown away, so
 * that the client hears the answer instead of a connection that broke. On the request's event loop.
 */
final class SmallBody {
    static final int BYTES_MAX = 64 * 1024;

    /** As long as the slowest line takes for it; a byte now and then would keep it for days. */
    static final Duration WITHIN = Duration.ofSeconds(30);

    private static final int KIB = 1024;

    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();

    private SmallBody() {}

    /**
     * The body of a request that is paused.
     *
     * @param within so long it may take
     */
    static Future<Buffer> of(HttpServerRequest request, Vertx vertx, Duration within) {
        SmallBody small = new SmallBody();
        long late = vertx.setTimer(within.toMillis(), id -> small.whole.tryFail(late(within)));
        var _ = small.whole.future().onComplete(done -> vertx.cancelTimer(late));
        request.handler(small::take);
        request.endHandler(nothing -> small.whole.tryComplete(small.body));
        request.exceptionHandler(broken -> small.whole.tryFail(brokenOff()));
        request.resume();
        return small.whole.future();
    }

    /** Nobody hears it, and it is no fault of ours. */
    private static Problem.Refusal brokenOff() {
        return Problem.of(ProblemKind.UNREADABLE, "the body broke off before it was whole")
                .refusal();
    }

    private static Problem.Refusal late(Duration within) {
        return Problem.of(
                        ProblemKind.UNREADABLE,
                        "the body was not whole within " + within.toSeconds() + " s")
                .refusal();
    }

    private void take(Buffer chunk) {
        if (whole.future().isComplete()) {
            return;
        }
        if (body.length() + chunk.length() > BYTES_MAX) {
            whole.fail(
                    Problem.of(
                                    ProblemKind.TOO_LARGE,
                                    "the body is larger than " + BYTES_MAX / KIB + " KiB")
                            .refusal());
        } else {
            body.appendBuffer(chunk);
        }
    }
}
