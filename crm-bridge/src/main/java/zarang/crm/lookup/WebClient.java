package zarang.crm.lookup;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One try at a time, to the very address that was checked: the name is not asked for again, but TLS
 * and the Host header go by it. Redirects are not followed. Any thread.
 */
final class WebClient implements AutoCloseable {
    private static final int KEEP_ALIVE_S = 15;

    private final HttpClient client;
    private final int bytesMax;

    WebClient(Vertx vertx, LookupLimits limits) {
        bytesMax = limits.answerBytesMax();
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setKeepAliveTimeout(KEEP_ALIVE_S)
                                .setDecompressionSupported(false)
                                .setMaxRedirects(0),
                        new PoolOptions()
                                .setHttp1MaxSize(limits.atOncePerHost())
                                .setMaxWaitQueueSize(limits.atOnce()));
    }

    /** The answer says more than the bound allows. */
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1;

        TooLong(int bytesMax) {
            super("the answer is longer than " + bytesMax + " bytes", null, false, false);
        }
    }

    /**
     * Asks once. Fails if no whole answer came within {@code left}: then the connection is closed.
     */
    CompletableFuture<WebAnswer> ask(HttpQuestion question, InetAddress address, Duration left) {
        CompletableFuture<WebAnswer> answer = new CompletableFuture<>();
        RequestOptions to =
                new RequestOptions()
                        .setMethod(HttpMethod.valueOf(question.method()))
                        .setServer(
                                SocketAddress.inetSocketAddress(
                                        question.port(), address.getHostAddress()))
                        .setHost(question.url().getHost())
                        .setPort(question.port())
                        .setSsl(question.isTls())
                        .setURI(question.target())
                        .setFollowRedirects(false)
                        .setConnectTimeout(left.toMillis());
        client.request(to)
                .compose(request -> exchange(request, question, answer))
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally);
        return answer.orTimeout(left.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<WebAnswer> exchange(
            HttpClientRequest request, HttpQuestion question, CompletableFuture<WebAnswer> answer) {
        // late or not wanted any more: let go of the connection
        var _ =
                answer.whenComplete((done, failure) -> {
                    if (failure != null) {
                        request.reset();
                    }
                });
        // what fails is in the answer; without this Vert.x logs it as well
        request.exceptionHandler(failure -> {});
        request.putHeader("user-agent", "zarang").putHeader("accept", "application/json");
        question.headers().forEach(request::putHeader);
        if (question.body().isEmpty()) {
            return request.send().compose(response -> whole(request, response));
        }
        request.putHeader("content-type", "application/json");
        return request.send(Buffer.buffer(question.body().get()))
                .compose(response -> whole(request, response));
    }

    private Future<WebAnswer> whole(HttpClientRequest request, HttpClientResponse response) {
        Promise<WebAnswer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(piece -> {
            if (body.length() + piece.length() > bytesMax) {
                whole.tryFail(new TooLong(bytesMax));
                request.reset();
            } else {
                body.appendBuffer(piece);
            }
        });
        response.endHandler(end -> whole.tryComplete(new WebAnswer(response.statusCode(), body)));
        return whole.future();
    }

    @Override
    public void close() {
        var _ = client.close();
    }
}
