package zarang.routing.dispatch;

import java.util.List;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentState.Engaged;

/**
 * Agents who are in a call that the floor did not offer: one of their own, or one that was handed
 * on to them. They are offered nobody meanwhile, and free after it.
 */
final class Engagements {
    private final FloorState floor;
    private final AgentTransitions transitions;

    Engagements(FloorState floor, AgentTransitions transitions) {
        this.floor = floor;
        this.transitions = transitions;
    }

    /** Who is offered a caller, or talks with one, stays there: that call ends by itself. */
    void engage(QueueCommand.Engage command) {
        floor.roster
                .find(command.agent())
                .filter(agent ->
                        !(agent.state() instanceof AgentState.Reserved
                                || agent.state() instanceof AgentState.OnCall))
                .ifPresent(agent -> {
                    agent.seen();
                    floor.become(
                            agent,
                            new Engaged(
                                    command.subject(), floor.now().plus(floor.settings.talkMax())));
                });
    }

    void disengage(QueueCommand.Disengage command) {
        floor.roster
                .find(command.agent())
                .filter(agent -> isIn(agent, command.subject()))
                .ifPresent(transitions::free);
    }

    /** The call is gone. Whether anybody was engaged in it. */
    boolean over(Subject call) {
        List<Agent> agents =
                floor.roster.agents().stream().filter(agent -> isIn(agent, call)).toList();
        agents.forEach(transitions::free);
        return !agents.isEmpty();
    }

    private static boolean isIn(Agent agent, Subject call) {
        return agent.state() instanceof Engaged(Subject in, var until) && in.equals(call);
    }
}
