package zarang.api.agents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.agents.AgentsAtWork.AgentAsked;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Ids;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.AgentId;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.dispatch.FloorView.AgentView;

/** {@code /agents}: what they are doing, and a hand for one who is not ready. */
public final class AgentApi {
    private static final String AGENTS = "/api/v1/agents";

    private static final int ACCEPTED = 202;

    private final AgentsAtWork desk;

    public AgentApi(AgentsAtWork desk) {
        this.desk = desk;
    }

    /**
     * An agent as it is sent.
     *
     * @param reason of the state, where it has one
     * @param since when it began with it
     * @param until when the state ends by itself
     * @param next what comes when it is over, if that is not to take callers
     * @param kept false: what it was asked would not outlive the server that decides
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            String name,
            String state,
            @Nullable String reason,
            String since,
            @Nullable String until,
            @Nullable Next next,
            List<String> queues,
            @Nullable Boolean kept) {
        static Shown of(AgentView agent) {
            return of(new AgentAsked(agent, true));
        }

        static Shown of(AgentAsked asked) {
            AgentView agent = asked.view();
            return new Shown(
                    agent.agent().value(),
                    agent.name(),
                    agent.state().label(),
                    agent.state().why().orElse(null),
                    agent.since().toString(),
                    agent.state().endsAt().map(Object::toString).orElse(null),
                    Next.of(agent),
                    agent.queues().stream().map(Object::toString).toList(),
                    asked.kept() ? null : false);
        }
    }

    /** An agent as it is sent everywhere. */
    public static Object shown(AgentView agent) {
        return Shown.of(agent);
    }

    /** What an agent does as soon as it has finished what it is in. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Next(String state, @Nullable String reason) {
        static @Nullable Next of(AgentView agent) {
            return switch (agent.standing()) {
                case AgentWish.Pause(var reason)
                        when !reason.name().equals(agent.state().why().orElse("")) ->
                        new Next("not-ready", reason.name());
                case AgentWish.LogOut _ when !(agent.state() instanceof AgentState.LoggedOut) ->
                        new Next("logged-out", null);
                case AgentWish _ -> null;
            };
        }
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get(AGENTS, Scope.AGENTS_READ, this::all),
                Operation.get(AGENTS + "/:id", Scope.AGENTS_READ, this::one),
                Operation.get("/api/v1/pause-reasons", Scope.AGENTS_READ, this::pauseReasons),
                Operation.put(AGENTS + "/:id/state", Scope.AGENTS_WRITE, this::set),
                Operation.act(
                        AGENTS + "/:id/ready",
                        Scope.AGENTS_WRITE,
                        asked ->
                                ready(desk, asked.path("id"), asked.by())
                                        .thenApply(agent -> answer(agent, Shown.of(agent)))));
    }

    private record Reason(String id) {}

    private CompletionStage<Answer> pauseReasons(Asked asked) {
        Paging paging = Paging.of("pause-reasons", asked);
        return desk.pauseReasons()
                .thenApply(all ->
                        paging.page(all, PauseReason::name, each -> new Reason(each.name())));
    }

    private CompletionStage<Answer> set(Asked asked) {
        AgentId agent = named(asked.path("id"));
        WantedState wanted = asked.body(WantedState.class);
        return desk.pauseReasons()
                .thenCompose(reasons -> ask(desk, agent, wanted.wish(reasons), asked.by()))
                .thenApply(done -> answer(done, Shown.of(done)));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("agents", asked);
        return asked.query("team")
                .map(this::ofTeam)
                .orElseGet(desk::agents)
                .thenApply(
                        agents -> paging.page(agents, agent -> agent.agent().value(), Shown::of));
    }

    private CompletionStage<List<AgentView>> ofTeam(String team) {
        return desk.settings()
                .thenCombine(
                        desk.agents(),
                        (settings, agents) -> {
                            Set<AgentId> members = settings.team(team);
                            if (members.isEmpty()) {
                                throw Problem.parameter(
                                                ProblemKind.INVALID,
                                                "team",
                                                "there is no team " + team + ": see agents.yaml")
                                        .refusal();
                            }
                            return agents.stream()
                                    .filter(agent -> members.contains(agent.agent()))
                                    .toList();
                        });
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

    /**
     * What is said of an agent who was asked something: 200, or 202 until that is kept.
     *
     * @param shown the agent
     */
    public static Answer answer(AgentAsked asked, Object shown) {
        return asked.kept() ? Answer.ok(shown) : Answer.ok(shown).as(ACCEPTED);
    }

    /**
     * The agent, who can take callers now. Fails if there is none, or none with a phone.
     *
     * @param by who says so
     */
    public static CompletionStage<AgentAsked> ready(AgentsAtWork desk, String name, String by) {
        return ask(desk, named(name), new AgentWish.Ready(), by);
    }

    private static CompletionStage<AgentAsked> ask(
            AgentsAtWork desk, AgentId name, AgentWish wish, String by) {
        return desk.ask(new AgentRequest(name, wish, by))
                .thenApply(found -> {
                    AgentAsked agent = found.orElseThrow(() -> unknown(name.value()));
                    refuse(agent.view(), wish);
                    return agent;
                });
    }

    /** What was asked and could not be. */
    private static void refuse(AgentView agent, AgentWish wish) {
        if (wish instanceof AgentWish.Ready && agent.state() instanceof AgentState.LoggedOut) {
            throw Problem.of(
                            ProblemKind.CONFLICT,
                            "agent "
                                    + agent.agent()
                                    + " has no phone: it is ready once its phone is registered")
                    .refusal();
        }
        if (wish instanceof AgentWish.MoreWrapUp && !(agent.state() instanceof AgentState.WrapUp)) {
            throw Problem.of(
                            ProblemKind.CONFLICT,
                            "agent "
                                    + agent.agent()
                                    + " is not in wrap-up but "
                                    + agent.state().label())
                    .refusal();
        }
    }

    private static AgentId named(String name) {
        return Ids.read(name, AgentId::new)
                .orElseThrow(() -> Problem.notFound("there is no agent of that name").refusal());
    }

    private static Problem.Refusal unknown(String name) {
        return Problem.notFound("there is no agent " + name + ": see agents.yaml for their names")
                .refusal();
    }
}
