package zarang.routing.owner;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
     * Asks the floor that decides. Control loop.
     *
     * @param wishes gets what is wanted of an agent
     */
    OwnerAnswer of(Floor floor, Consumer<AgentRequest> wishes);

    /** What the answer says, if it is one to this question. */
    Optional<T> in(OwnerAnswer answer);

    /**
     * What are the agents doing?
     *
     * @param request what is wanted of one first
     */
    record OfAgents(Optional<AgentRequest> request) implements OwnerQuestion<List<AgentView>> {
        @Override
        public OwnerAnswer.Agents of(Floor floor, Consumer<AgentRequest> wishes) {
            request.ifPresent(wishes);
            return new OwnerAnswer.Agents(floor.view().agents());
        }

        @Override
        public Optional<List<AgentView>> in(OwnerAnswer answer) {
            return answer instanceof OwnerAnswer.Agents(var agents)
                    ? Optional.of(agents)
                    : Optional.empty();
        }
    }

    /** How are the queues? */
    record OfQueues() implements OwnerQuestion<List<QueueNow>> {
        @Override
        public OwnerAnswer.Queues of(Floor floor, Consumer<AgentRequest> wishes) {
            return new OwnerAnswer.Queues(
                    floor.view().queues().stream().map(QueueNow::of).toList());
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
        public OwnerAnswer.Line of(Floor floor, Consumer<AgentRequest> wishes) {
            return new OwnerAnswer.Line(
                    request.map(floor::ask).orElse(LineResult.DONE), floor.waiting(queue));
        }

        @Override
        public Optional<OwnerAnswer.Line> in(OwnerAnswer answer) {
            return answer instanceof OwnerAnswer.Line line ? Optional.of(line) : Optional.empty();
        }
    }
}
