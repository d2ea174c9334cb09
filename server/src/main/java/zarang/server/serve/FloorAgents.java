package zarang.server.serve;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import zarang.api.agents.AgentsAtWork;
import zarang.call.AgentId;
import zarang.call.loop.ControlLoop;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.floor.Floor;

/** The way from HTTP to the floor, which is the control loop's. Any thread. */
record FloorAgents(ControlLoop loop, Floor floor) implements AgentsAtWork {
    @Override
    public CompletionStage<List<AgentView>> agents() {
        return ask(() -> floor.view().agents());
    }

    @Override
    public CompletionStage<Optional<AgentView>> ready(AgentId agent) {
        return ask(() -> {
            floor.agentReady(agent);
            return floor.view().agents().stream()
                    .filter(view -> view.agent().equals(agent))
                    .findFirst();
        });
    }

    private <T> CompletionStage<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.post(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }
}
