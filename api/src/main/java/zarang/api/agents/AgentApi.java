package zarang.api.agents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.AgentId;
import zarang.routing.agent.AgentState;
import zarang.routing.dispatch.FloorView.AgentView;

/** {@code /agents}: what they are doing, and a hand for one who is not ready. */
public final class AgentApi {
    private static final String AGENTS = "/api/v1/agents";

    private final AgentsAtWork desk;

    public AgentApi(AgentsAtWork desk) {
        this.desk = desk;
    }

    /**
     * An agent as it is sent.
     *
     * @param until when the state ends by itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id, String name, String state, @Nullable String until, List<String> queues) {
        static Shown of(AgentView agent) {
            return new Shown(
                    agent.agent().value(),
                    agent.name(),
                    agent.state().label(),
                    agent.state().endsAt().map(Object::toString).orElse(null),
                    agent.queues().stream().map(Object::toString).toList());
        }
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get(AGENTS, Scope.AGENTS_READ, this::all),
                Operation.get(AGENTS + "/:id", Scope.AGENTS_READ, this::one),
                Operation.act(
                        AGENTS + "/:id/ready",
                        Scope.AGENTS_WRITE,
                        asked ->
                                ready(desk, asked.path("id"))
                                        .thenApply(agent -> Answer.ok(Shown.of(agent)))));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("agents", asked);
        return desk.agents()
                .thenApply(
                        agents -> paging.page(agents, agent -> agent.agent().value(), Shown::of));
    }

    private CompletionStage<Answer> one(Asked asked) {
        String id = asked.path("id");
        return desk.agents()
                .thenApply(agents ->
                        agents.stream()
                                .filter(agent -> agent.agent().value().equals(id))
                                .findFirst()
                                .map(agent -> Answer.ok(Shown.of(agent)))
                                .orElseThrow(() -> unknown(id)));
    }

    /** The agent, who can take callers now. Fails if there is none, or none with a phone. */
    public static CompletionStage<AgentView> ready(AgentsAtWork desk, String name) {
        return desk.ready(named(name))
                .thenApply(found -> {
                    AgentView agent = found.orElseThrow(() -> unknown(name));
                    if (agent.state() instanceof AgentState.LoggedOut) {
                        throw Problem.of(
                                        ProblemKind.CONFLICT,
                                        "agent "
                                                + name
                                                + " has no phone: it is ready once its phone is"
                                                + " registered")
                                .refusal();
                    }
                    return agent;
                });
    }

    private static AgentId named(String name) {
        try {
            return new AgentId(name);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("there is no agent of that name").refusal();
        }
    }

    private static Problem.Refusal unknown(String name) {
        return Problem.notFound("there is no agent " + name + ": see agents.yaml for their names")
                .refusal();
    }
}
