package zarang.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.routing.agent.AgentState;
import zarang.routing.dispatch.FloorView.AgentView;

/** Agents over HTTP: what {@code ./zarang floor} asks. */
final class AgentRoutes {
    private final AgentDesk desk;

    AgentRoutes(AgentDesk desk) {
        this.desk = desk;
    }

    void on(Router router) {
        router.get("/api/agents").handler(this::all);
        router.post("/api/agents/:agent/ready").handler(this::ready);
    }

    private void all(RoutingContext context) {
        AdminJson.whenDone(
                context,
                desk.agents(),
                agents -> {
                    List<Map<String, Object>> shown = agents.stream().map(this::shown).toList();
                    AdminJson.answer(context, 200, Map.of("agents", shown));
                });
    }

    private void ready(RoutingContext context) {
        String name = Objects.requireNonNullElse(context.pathParam("agent"), "");
        Optional<AgentId> agent = named(name);
        if (agent.isEmpty()) {
            AdminJson.refuse(context, 404, "there is no agent of that name");
            return;
        }
        AdminJson.whenDone(context, desk.ready(agent.get()), found -> answer(context, name, found));
    }

    private void answer(RoutingContext context, String name, Optional<AgentView> found) {
        if (found.isEmpty()) {
            AdminJson.refuse(
                    context,
                    404,
                    "there is no agent " + name + ": see agents.yaml for their names");
        } else if (found.get().state() instanceof AgentState.LoggedOut) {
            AdminJson.refuse(
                    context,
                    409,
                    "agent " + name + " has no phone: it is ready once its phone is registered");
        } else {
            AdminJson.answer(context, 200, shown(found.get()));
        }
    }

    private Map<String, Object> shown(AgentView agent) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("agent", agent.agent().value());
        fields.put("name", agent.name());
        fields.put("state", agent.state().label());
        agent.state().endsAt().ifPresent(until -> fields.put("until", until.toString()));
        fields.put("queues", agent.queues().stream().map(Object::toString).toList());
        return fields;
    }

    private static Optional<AgentId> named(String name) {
        try {
            return Optional.of(new AgentId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
