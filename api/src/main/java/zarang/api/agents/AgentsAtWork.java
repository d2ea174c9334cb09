package zarang.api.agents;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.AgentId;
import zarang.routing.dispatch.FloorView.AgentView;

/** The agents as a supervisor sees and helps them. Any thread; returns at once. */
public interface AgentsAtWork {
    /** All agents, in the order of the configuration. */
    CompletionStage<List<AgentView>> agents();

    /**
     * Says for the agent that it can take callers now: ends wrap-up, rest and not-ready. Gives the
     * agent as it is then; empty if there is none of that name.
     */
    CompletionStage<Optional<AgentView>> ready(AgentId agent);
}
