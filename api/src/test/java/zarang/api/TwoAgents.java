package zarang.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.agents.AgentsAtWork;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.queue.OfferId;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.dispatch.FloorView.AgentView;

/** One agent who is not ready, and one without a phone. */
final class TwoAgents implements AgentsAtWork {
    private AgentState state =
            new AgentState.NotReady(PauseReason.MISSED_OFFERS, Optional.of(Instant.EPOCH));
    private AgentWish standing = new AgentWish.Ready();

    /** Whether what they are asked is kept. */
    boolean kept = true;

    @Override
    public CompletionStage<List<AgentView>> agents() {
        return CompletableFuture.completedFuture(
                List.of(
                        view("2001", state, standing),
                        view("2002", new AgentState.LoggedOut(), new AgentWish.Ready())));
    }

    @Override
    public CompletionStage<Optional<AgentAsked>> ask(AgentRequest request) {
        if (request.agent().value().equals("2001")) {
            standing = request.wish();
            state =
                    standing instanceof AgentWish.Pause(var reason)
                            ? new AgentState.NotReady(reason, Optional.empty())
                            : standing instanceof AgentWish.LogOut
                                    ? new AgentState.OnCall(new OfferId("o1"))
                                    : new AgentState.Available(Instant.EPOCH);
        }
        return agents().thenApply(all ->
                all.stream()
                        .filter(each -> each.agent().equals(request.agent()))
                        .findFirst()
                        .map(each -> new AgentAsked(each, kept)));
    }

    @Override
    public CompletionStage<List<PauseReason>> pauseReasons() {
        return CompletableFuture.completedFuture(PauseReason.DEFAULTS);
    }

    private static AgentView view(String agent, AgentState state, AgentWish standing) {
        return new AgentView(
                new AgentId(agent),
                "Ann",
                List.of(new QueueName("sales")),
                state,
                Instant.EPOCH,
                standing);
    }
}
