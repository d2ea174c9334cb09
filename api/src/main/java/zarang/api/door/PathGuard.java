package zarang.api.door;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemBody;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Json;

/**
 * Turns away what has no readable path, before the router: it would log a stack trace for each, and
 * anybody could fill the disk with them.
 */
public final class PathGuard implements Handler<HttpServerRequest> {
    private static final Pattern TORN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final Handler<HttpServerRequest> next;

    public PathGuard(Handler<HttpServerRequest> next) {
        this.next = next;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String uri = request.uri();
        if (uri == null || TORN.matcher(uri).find()) {
            Problem problem =
                    Problem.of(
                            ProblemKind.UNREADABLE,
                            "the path or the query cannot be read: write % as %25");
            var _ =
                    request.response()
                            .setStatusCode(problem.kind().status())
                            .putHeader("Content-Type", ProblemBody.MEDIA_TYPE)
                            .end(Json.V1.line(ProblemBody.of(problem, "-", false)));
        } else {
            next.handle(request);
        }
    }
}
