package zarang.api.agents;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.PauseReason;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.FloorView.AgentView;

/** The agents as a supervisor sees and helps them. Any thread; returns at once. */
public interface AgentsAtWork {
    /** All agents, in the order of the configuration. */
    CompletionStage<List<AgentView>> agents();

    /**
     * An agent who was asked something.
     *
     * @param view as it is then
     * @param kept whether that outlives the server that decides; it is tried again until it does
     */
    record AgentAsked(AgentView view, boolean kept) {}

    /**
     * Asks an agent to do something, and waits a second at most until that is kept. Empty if there
     * is none of that name.
     */
    CompletionStage<Optional<AgentAsked>> ask(AgentRequest request);

    /** How queues and agents are set in this process. */
    CompletionStage<FloorSettings> settings();

    /** Why agents may pause, in the order of the configuration. */
    default CompletionStage<List<PauseReason>> pauseReasons() {
        return settings().thenApply(FloorSettings::pauseReasons);
    }
}
