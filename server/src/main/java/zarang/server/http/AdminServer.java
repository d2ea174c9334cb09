package zarang.server.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Supplier;
import zarang.call.loop.ControlLoop;
import zarang.crm.webhook.WebhookOutbox;
import zarang.loyalty.member.Members;
import zarang.loyalty.points.PointsAccounts;
import zarang.server.config.Settings;

/**
 * The HTTP listener: health and metrics for all who reach it, the admin API for those with the
 * token.
 */
public final class AdminServer {
    private static final int BODY_MAX_BYTES = 64 * 1024;
    private static final int IDLE_S = 60;

    private final HttpServer server;

    private AdminServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Whom the API asks.
     *
     * @param uploads files under way; what an earlier process left is removed
     */
    public record Rooms(
            Members members,
            PointsAccounts accounts,
            FlowPublisher flows,
            AgentDesk agents,
            WebhookOutbox webhooks,
            Uploads uploads) {}

    /**
     * Listens.
     *
     * @param http where, and whether the figures ask for the token
     */
    public static Future<AdminServer> start(
            Vertx vertx,
            Settings.Http http,
            String adminToken,
            PrometheusMeterRegistry metrics,
            Supplier<Readiness> readiness,
            Rooms rooms,
            ControlLoop loop) {
        Router router = Router.router(vertx);
        AdminToken token = new AdminToken(adminToken);
        if (!http.metricsOpen()) {
            router.get("/metrics").handler(token);
        }
        new HealthRoutes(metrics, readiness).on(router);
        router.route("/api/*").handler(token);
        router.route("/api/members")
                .handler(BodyHandler.create(false).setBodyLimit(BODY_MAX_BYTES));
        new MemberRoutes(rooms.members()).on(router);
        rooms.uploads().sweep();
        new ImportRoutes(rooms.members(), rooms.uploads()).on(router);
        new PointsRoutes(rooms.members(), rooms.accounts()).on(router);
        new FlowRoutes(rooms.flows(), loop).on(router);
        new AgentRoutes(rooms.agents()).on(router);
        new WebhookRoutes(rooms.webhooks()).on(router);
        router.route().failureHandler(AdminJson::unhandled);
        return vertx.createHttpServer(
                        new HttpServerOptions()
                                .setIdleTimeout(IDLE_S)
                                // nobody needs it here, and a client that upgrades may be cut off
                                .setHttp2ClearTextEnabled(false)
                                .setCompressionSupported(true))
                .requestHandler(router)
                .listen(http.listen().getPort(), http.listen().getHostString())
                .map(AdminServer::new);
    }

    public int port() {
        return server.actualPort();
    }

    public Future<Void> stop() {
        return server.close();
    }
}
