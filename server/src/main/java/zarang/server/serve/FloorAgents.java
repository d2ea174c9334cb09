package zarang.server.serve;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.agents.AgentsAtWork;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.call.loop.ControlLoop;
import zarang.redis.RedisAway;
import zarang.routing.agent.AgentRequest;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.owner.NoOwnerException;
import zarang.routing.owner.OwnerAnswer;
import zarang.routing.owner.OwnerQuestion;

/** The way from HTTP to the floor, which is the control loop's. Any thread. */
record FloorAgents(ControlLoop loop, Wiring wiring) implements AgentsAtWork {
    @Override
    public CompletionStage<List<AgentView>> agents() {
        return ask(Optional.empty()).thenApply(OwnerAnswer.Agents::agents);
    }

    @Override
    public CompletionStage<Optional<AgentAsked>> ask(AgentRequest request) {
        return ask(Optional.of(request))
                .thenApply(all ->
                        all.agents().stream()
                                .filter(view -> view.agent().equals(request.agent()))
                                .findFirst()
                                .map(view -> new AgentAsked(view, all.kept())));
    }

    @Override
    public CompletionStage<FloorSettings> settings() {
        return CompletableFuture.supplyAsync(() -> wiring.floor().settings(), loop::post);
    }

    private CompletionStage<OwnerAnswer.Agents> ask(Optional<AgentRequest> request) {
        return ask(loop, wiring, new OwnerQuestion.OfAgents(request));
    }

    /** Asks whoever decides; that nobody does is a problem that has a name. */
    static <T> CompletionStage<T> ask(ControlLoop loop, Wiring wiring, OwnerQuestion<T> question) {
        return CompletableFuture.supplyAsync(() -> wiring.ask(question), loop::post)
                .thenCompose(answer -> answer)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(named(failure)));
    }

    private static Throwable named(Throwable failure) {
        Throwable cause = RedisAway.unwrapped(failure);
        return cause instanceof NoOwnerException nobody
                ? Problem.of(ProblemKind.NO_OWNER, String.valueOf(nobody.getMessage())).refusal()
                : cause;
    }
}
