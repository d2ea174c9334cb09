package zarang.api.members;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request's body on its way into a file, up to a bound. What comes after the bound is read and
 * thrown away, so that the client hears the answer instead of a connection that broke. On the
 * request's event loop.
 */
final class Upload {
    private final HttpServerRequest request;
    private final AsyncFile file;
    private final long maxBytes;
    private final Promise<Boolean> done = Promise.promise();
    private long bytes;
    private boolean closing;

    private Upload(HttpServerRequest request, AsyncFile file, long maxBytes) {
        this.request = request;
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** False as soon as the body is larger than {@code maxBytes}; closes the file. */
    static Future<Boolean> receive(HttpServerRequest request, AsyncFile file, long maxBytes) {
        Upload upload = new Upload(request, file, maxBytes);
        request.handler(upload::take);
        request.endHandler(nothing -> upload.close(Future.succeededFuture(true)));
        request.exceptionHandler(failure -> upload.close(Future.failedFuture(failure)));
        request.resume();
        return upload.done.future();
    }

    private void take(Buffer chunk) {
        if (bytes > maxBytes) {
            return;
        }
        bytes += chunk.length();
        if (bytes > maxBytes) {
            close(Future.succeededFuture(false));
            return;
        }
        file.write(chunk).onFailure(failure -> close(Future.failedFuture(failure)));
        if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(nothing -> request.resume());
        }
    }

    private void close(Future<Boolean> outcome) {
        if (!closing) {
            closing = true;
            file.close()
                    .transform(closed ->
                            closed.failed() ? Future.failedFuture(closed.cause()) : outcome)
                    .onSuccess(done::tryComplete)
                    .onFailure(done::tryFail);
        }
    }
}
