package zarang.routing.owner;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import zarang.call.QueueName;
import zarang.routing.agent.AgentRequest;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineResult;
import zarang.routing.floor.Floor;

/**
 * What whoever decides for the floor is asked.
 *
 * @param <T> what is answered
 */
public sealed interface OwnerQuestion<T> {
    /**
     * Asks the floor that decides. Control loop; completes on it.
     *
     * @param wishes gets what is wanted of an agent, and says whether that is kept
     */
    CompletionStage<OwnerAnswer> of(
            Floor floor, Function<AgentRequest, CompletionStage<Boolean>> wishes);

    /** What the answer says, if it is one to this question. */
    Optional<T> in(OwnerAnswer answer);

    /**
     * What are the agents doing?
     *
     * @param request what is wanted of one first
     */
    record OfAgents(Optional<AgentRequest> request) implements OwnerQuestion<OwnerAnswer.Agents> {
        @Override
        public CompletionStage<OwnerAnswer> of(
                Floor floor, Function<AgentRequest, CompletionStage<Boolean>> wishes) {
            CompletionStage<Boolean> kept =
                    request.map(wishes).orElseGet(() -> CompletableFuture.completedStage(true));
            List<AgentView> agents = floor.view().agents();
            return kept.thenApply(done -> new OwnerAnswer.Agents(agents, done));
        }

        @Override
        public Optional<OwnerAnswer.Agents> in(OwnerAnswer answer) {
            return answer instanceof OwnerAnswer.Agents agents
                    ? Optional.of(agents)
                    : Optional.empty();
        }
    }

    /** How are the queues? */
    record OfQueues() implements OwnerQuestion<List<QueueNow>> {
        @Override
        public CompletionStage<OwnerAnswer> of(
                Floor floor, Function<AgentRequest, CompletionStage<Boolean>> wishes) {
            return CompletableFuture.completedStage(
                    new OwnerAnswer.Queues(
                            floor.view().queues().stream().map(QueueNow::of).toList()));
        }

        @Override
        public Optional<List<QueueNow>> in(OwnerAnswer answer) {
            return answer instanceof OwnerAnswer.Queues(var queues)
                    ? Optional.of(queues)
                    : Optional.empty();
        }
    }

    /**
     * Who waits in a queue, and why there?
     *
     * @param request what is wanted of one first
     */
    record OfLine(QueueName queue, Optional<LineRequest> request)
            implements OwnerQuestion<OwnerAnswer.Line> {
        @Override
        public CompletionStage<OwnerAnswer> of(
                Floor floor, Function<AgentRequest, CompletionStage<Boolean>> wishes) {
            return CompletableFuture.completedStage(
                    new OwnerAnswer.Line(
                            request.map(floor::ask).orElse(LineResult.DONE), floor.waiting(queue)));
        }

        @Override
        public Optional<OwnerAnswer.Line> in(OwnerAnswer answer) {
            return answer instanceof OwnerAnswer.Line line ? Optional.of(line) : Optional.empty();
        }
    }
}
