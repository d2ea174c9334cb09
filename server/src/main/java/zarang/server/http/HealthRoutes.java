package zarang.server.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** What a load balancer and Prometheus ask; it says nothing about a caller. */
final class HealthRoutes {
    private final PrometheusMeterRegistry metrics;
    private final Supplier<Readiness> readiness;

    HealthRoutes(PrometheusMeterRegistry metrics, Supplier<Readiness> readiness) {
        this.metrics = metrics;
        this.readiness = readiness;
    }

    void on(Router router) {
        router.get("/healthz").handler(context -> context.response().end("alive\n"));
        router.get("/readyz").handler(this::ready);
        router.get("/metrics")
                .handler(context ->
                        context.response()
                                .putHeader(
                                        "Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(metrics.scrape()));
    }

    private void ready(RoutingContext context) {
        Readiness now = readiness.get();
        context.response().setStatusCode(now.takesCalls() ? 200 : 503).end(now.detail() + "\n");
    }
}
