package zarang.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import zarang.server.data.Secrets;

/** Lets only those pass who hold the admin token of the data folder. */
final class AdminToken implements Handler<RoutingContext> {
    private static final String BEARER = "Bearer ";

    private final String token;

    AdminToken(String token) {
        this.token = token;
    }

    @Override
    public void handle(RoutingContext context) {
        String given = context.request().getHeader("Authorization");
        if (given != null
                && given.startsWith(BEARER)
                && Secrets.same(given.substring(BEARER.length()), token)) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(401)
                    .putHeader("WWW-Authenticate", "Bearer")
                    .putHeader("Content-Type", "application/json")
                    .end(
                            "{\"error\":\"the admin token is missing or wrong: it lies in the data folder, secrets/admin-token\"}");
        }
    }
}
