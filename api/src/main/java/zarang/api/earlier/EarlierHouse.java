package zarang.api.earlier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.agents.AgentApi;
import zarang.api.agents.AgentsAtWork;
import zarang.api.flows.FlowApi;
import zarang.api.flows.FlowPublisher;
import zarang.api.flows.FlowPublisher.Outcome;
import zarang.api.route.Answer;
import zarang.api.route.Operation;
import zarang.api.route.Scope;
import zarang.api.webhooks.WebhookApi;
import zarang.call.loop.ControlLoop;
import zarang.crm.webhook.WebhookOutbox;
import zarang.delivery.DeliveryFigures;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.yaml.Finding;

/** Agents, scripts and webhooks as they were asked for before {@code /api/v1}: lists whole. */
public final class EarlierHouse {
    private static final int REFUSED = 422;

    private final AgentsAtWork desk;
    private final FlowPublisher publisher;
    private final ControlLoop loop;
    private final WebhookOutbox outbox;

    public EarlierHouse(
            AgentsAtWork desk, FlowPublisher publisher, ControlLoop loop, WebhookOutbox outbox) {
        this.desk = desk;
        this.publisher = publisher;
        this.loop = loop;
        this.outbox = outbox;
    }

    record Agents(List<Agent> agents) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Agent(
            String agent, String name, String state, @Nullable String until, List<String> queues) {
        static Agent of(AgentView agent) {
            return new Agent(
                    agent.agent().value(),
                    agent.name(),
                    agent.state().label(),
                    agent.state().endsAt().map(Object::toString).orElse(null),
                    agent.queues().stream().map(Object::toString).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Switched(@Nullable String error, List<String> published, List<String> findings) {}

    record Webhooks(List<Webhook> webhooks) {}

    record Webhook(
            String webhook,
            boolean gone,
            long pending,
            @JsonProperty("oldestSeconds") long oldestSeconds,
            long delivered,
            long failed,
            long dead) {
        static Webhook of(DeliveryFigures of) {
            return new Webhook(
                    of.destination(),
                    of.gone(),
                    of.pending(),
                    of.oldestAge().toSeconds(),
                    of.delivered(),
                    of.failed(),
                    of.dead());
        }
    }

    record Enabled(String webhook, boolean enabled) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/agents", Scope.AGENTS_READ, asked -> agents()),
                Operation.act(
                        "/api/agents/:agent/ready",
                        Scope.AGENTS_WRITE,
                        asked ->
                                AgentApi.ready(desk, asked.path("agent"), asked.by())
                                        .thenApply(agent ->
                                                AgentApi.answer(agent, Agent.of(agent.view())))),
                Operation.act(
                        "/api/flows/publish",
                        Scope.FLOWS_PUBLISH,
                        asked ->
                                publisher
                                        .publish(loop, asked.by())
                                        .thenApply(EarlierHouse::answer)),
                Operation.act(
                        "/api/flows/:flow/rollback",
                        Scope.FLOWS_PUBLISH,
                        asked ->
                                publisher
                                        .rollBack(FlowApi.named(asked), loop)
                                        .thenApply(EarlierHouse::answer)),
                Operation.get(
                        "/api/webhooks",
                        Scope.WEBHOOKS_READ,
                        asked ->
                                Answer.ok(
                                                new Webhooks(
                                                        outbox.figures().stream()
                                                                .map(Webhook::of)
                                                                .toList()))
                                        .now()),
                Operation.act(
                        "/api/webhooks/:id/enable",
                        Scope.WEBHOOKS_WRITE,
                        asked ->
                                WebhookApi.enabled(outbox, asked)
                                        .thenApply(id -> Answer.ok(new Enabled(id, true)))));
    }

    private CompletionStage<Answer> agents() {
        return desk.agents()
                .thenApply(all -> Answer.ok(new Agents(all.stream().map(Agent::of).toList())));
    }

    private static Answer answer(Outcome outcome) {
        boolean refused = outcome.published().isEmpty();
        Answer answer =
                Answer.ok(
                        new Switched(
                                refused ? "refused: the scripts in use stay" : null,
                                outcome.told(),
                                outcome.findings().stream().map(Finding::toString).toList()));
        return refused ? answer.as(REFUSED) : answer;
    }
}
