package zarang.api.agents;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.PauseReason;
import zarang.routing.dispatch.FloorView.AgentView;

/** The agents as a supervisor sees and helps them. Any thread; returns at once. */
public interface AgentsAtWork {
    /** All agents, in the order of the configuration. */
    CompletionStage<List<AgentView>> agents();

    /**
     * Asks an agent to do something. Gives the agent as it is then; empty if there is none of that
     * name.
     */
    CompletionStage<Optional<AgentView>> ask(AgentRequest request);

    /** Why agents may pause, in the order of the configuration. */
    CompletionStage<List<PauseReason>> pauseReasons();
}
