package zarang.routing.floor;

import java.util.Set;
import java.util.function.Function;
import zarang.call.AgentId;
import zarang.routing.agent.AgentSettings;
import zarang.routing.dispatch.Selection;
import zarang.routing.queue.QueueEntry;

/** A caller needs one skill, and only agents who have it are offered the caller. */
record Skills(Function<AgentId, Set<String>> has, Function<QueueEntry, String> needs)
        implements Selection {
    @Override
    public boolean canTake(AgentSettings agent, QueueEntry entry) {
        return has.apply(agent.id()).contains(needs.apply(entry));
    }

    @Override
    public String toString() {
        return "skills";
    }
}
