package zarang.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import zarang.crm.webhook.WebhookOutbox;
import zarang.delivery.DeliveryFigures;

/** Webhook endpoints over HTTP: what {@code ./zarang webhook} asks. */
final class WebhookRoutes {
    private final WebhookOutbox outbox;

    WebhookRoutes(WebhookOutbox outbox) {
        this.outbox = outbox;
    }

    void on(Router router) {
        router.get("/api/webhooks").handler(this::list);
        router.post("/api/webhooks/:id/enable").handler(this::enable);
    }

    private void list(RoutingContext context) {
        List<Map<String, Object>> endpoints =
                outbox.figures().stream().map(WebhookRoutes::describe).toList();
        AdminJson.answer(context, 200, Map.of("webhooks", endpoints));
    }

    private void enable(RoutingContext context) {
        String id = Objects.requireNonNullElse(context.pathParam("id"), "");
        List<String> known = outbox.figures().stream().map(DeliveryFigures::destination).toList();
        if (!known.contains(id)) {
            AdminJson.refuse(context, 404, "no webhook is called " + id + "; there are " + known);
            return;
        }
        AdminJson.whenDone(
                context,
                CompletableFuture.runAsync(() -> outbox.enable(id), Thread::startVirtualThread),
                done -> AdminJson.answer(context, 200, Map.of("webhook", id, "enabled", true)));
    }

    private static Map<String, Object> describe(DeliveryFigures of) {
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("webhook", of.destination());
        endpoint.put("gone", of.gone());
        endpoint.put("pending", of.pending());
        endpoint.put("oldestSeconds", of.oldestAge().toSeconds());
        endpoint.put("delivered", of.delivered());
        endpoint.put("failed", of.failed());
        endpoint.put("dead", of.dead());
        return endpoint;
    }
}
