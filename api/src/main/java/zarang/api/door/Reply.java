package zarang.api.door;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemBody;
import zarang.api.route.Answer;
import zarang.api.route.EntityTags;
import zarang.api.route.Json;
import zarang.redis.Sha256;

/** The answer on its way out. On the request's event loop. */
final class Reply {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int TAG_BYTES = 12;

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final String requestId;
    private final boolean earlier;

    /**
     * @param earlier whether the request came by a path from before {@code /api/v1}
     */
    Reply(RoutingContext context, String requestId, boolean earlier) {
        this.context = context;
        this.requestId = requestId;
        this.earlier = earlier;
        response = context.response();
        response.putHeader("X-Request-Id", requestId)
                .putHeader("X-Content-Type-Options", "nosniff");
        if (earlier) {
            // RFC 9745; they go on working, and no date is set for their end
            response.putHeader("Deprecation", "@1795651200")
                    .putHeader("Link", "</api/v1/docs>; rel=\"deprecation\"");
        }
    }

    void header(String name, String value) {
        response.putHeader(name, value);
    }

    void send(Answer answer) {
        if (answer.status() == 0) {
            return;
        }
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status());
        switch (answer.body().orElse(null)) {
            case null -> end(null);
            case Answer.Text text -> {
                response.putHeader(HttpHeaders.CONTENT_TYPE, text.mediaType());
                end(text.text());
            }
            case Object body -> json(answer.status(), body);
        }
    }

    private void json(int status, Object body) {
        String text = (earlier ? Json.EARLIER : Json.V1).line(body);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader("Cache-Control", "private, no-cache");
        if (status == OK && isRead() && !earlier) {
            if (!response.headers().contains(HttpHeaders.ETAG)) {
                response.putHeader(HttpHeaders.ETAG, '"' + Sha256.of(text, TAG_BYTES) + '"');
            }
            // what a strong tag names is not to be packed on the way
            response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
            if (isKnown(response.headers().get(HttpHeaders.ETAG))) {
                response.setStatusCode(NOT_MODIFIED);
                response.headers().remove(HttpHeaders.CONTENT_TYPE);
                end(null);
                return;
            }
        }
        end(text);
    }

    private boolean isRead() {
        HttpMethod method = context.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /** Whether the client has it already (RFC 9110 §13.1.2, weak comparison). */
    private boolean isKnown(String tag) {
        String mark = tag.substring(1, tag.length() - 1);
        return EntityTags.of(context.request().headers(), HttpHeaders.IF_NONE_MATCH)
                .filter(known -> known.name(mark))
                .isPresent();
    }

    /** Tells why it was not done; a failure that is nobody's mistake goes to the log, too. */
    void fail(Throwable failure) {
        refuse(Failures.of(failure, context.normalizedPath(), requestId));
    }

    void refuse(Problem problem) {
        if (response.ended() || response.headWritten()) {
            return;
        }
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.kind().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        end(Json.V1.line(ProblemBody.of(problem, requestId, earlier)));
    }

    private void end(@Nullable String text) {
        // what is left of the body is thrown away: the connection serves the next request
        context.request().resume();
        var _ = text == null ? response.end() : response.end(text);
    }
}
