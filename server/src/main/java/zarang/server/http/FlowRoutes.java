package zarang.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import zarang.call.loop.ControlLoop;
import zarang.server.http.FlowPublisher.Outcome;

/** Scripts over HTTP: what {@code ./zarang flow publish} asks. */
final class FlowRoutes {
    private final FlowPublisher publisher;
    private final ControlLoop loop;

    FlowRoutes(FlowPublisher publisher, ControlLoop loop) {
        this.publisher = publisher;
        this.loop = loop;
    }

    void on(Router router) {
        router.post("/api/flows/publish").handler(this::publish);
        router.post("/api/flows/:flow/rollback").handler(this::rollBack);
    }

    private void rollBack(RoutingContext context) {
        String flow = Objects.requireNonNullElse(context.pathParam("flow"), "");
        AdminJson.whenDone(
                context, publisher.rollBack(flow, loop), outcome -> answer(context, outcome));
    }

    private void publish(RoutingContext context) {
        AdminJson.whenDone(context, publisher.publish(loop), outcome -> answer(context, outcome));
    }

    private static void answer(RoutingContext context, Outcome outcome) {
        List<String> findings = outcome.findings().stream().map(Object::toString).toList();
        Map<String, Object> body = new LinkedHashMap<>();
        if (outcome.published().isEmpty()) {
            body.put("error", "refused: the scripts in use stay");
        }
        body.put("published", outcome.published());
        body.put("findings", findings);
        AdminJson.answer(context, outcome.published().isEmpty() ? 422 : 200, body);
    }
}
