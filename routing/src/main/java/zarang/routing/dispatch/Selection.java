package zarang.routing.dispatch;

import java.util.Iterator;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentSettings;
import zarang.routing.queue.QueueEntry;

/**
 * Which agent is offered which caller, where there is a choice. Control loop, pure, in no time.
 *
 * <p>It cannot leave a caller waiting beside an idle agent who may take it: {@link Matching} asks
 * for one of those who can be brought together, whenever there is one, and gets one. The methods
 * that a strategy leaves as they are serve longest idle first, and callers in the order of service.
 */
public interface Selection {
    /** The agent who has been idle longest gets the caller to be served first; all take all. */
    Selection LONGEST_IDLE = new Selection() {};

    /**
     * Whether the agent may be offered the entry at all; both are of one queue. It depends on
     * nothing that changes while the two wait.
     */
    default boolean canTake(AgentSettings agent, QueueEntry entry) {
        return true;
    }

    /**
     * The agent for an entry that waits.
     *
     * @param idle those who can take it, longest idle first; one at least
     * @return one of them
     */
    default Agent agentFor(QueueEntry entry, Iterator<Agent> idle) {
        return idle.next();
    }

    /**
     * The entry for an agent who is idle.
     *
     * @param waiting those that it can take, of all its queues, in the order of service; one at
     *     least
     * @return one of them
     */
    default QueueEntry entryFor(Agent agent, Iterator<QueueEntry> waiting) {
        return waiting.next();
    }
}
