package zarang.routing.owner;

import java.util.List;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.dispatch.LineResult;
import zarang.routing.dispatch.WaitingCaller;

/** What whoever decides for the floor answers. */
public sealed interface OwnerAnswer {
    /**
     * The agents, after what was wanted of one.
     *
     * @param kept whether that would outlive the process that decides; true if nothing was wanted
     */
    record Agents(List<AgentView> agents, boolean kept) implements OwnerAnswer {
        public Agents {
            agents = List.copyOf(agents);
        }
    }

    record Queues(List<QueueNow> queues) implements OwnerAnswer {
        public Queues {
            queues = List.copyOf(queues);
        }
    }

    /**
     * A line, after what was wanted of it.
     *
     * @param result of that; {@link LineResult#DONE} if nothing was
     */
    record Line(LineResult result, List<WaitingCaller> callers) implements OwnerAnswer {
        public Line {
            callers = List.copyOf(callers);
        }
    }
}
