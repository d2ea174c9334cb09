package zarang.routing.floor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.fact.CallerWait;
import zarang.call.queue.QueueCommand;
import zarang.routing.agent.AgentState;
import zarang.routing.dispatch.Decision;

/**
 * Whose talk an agent wraps up after: the wait that the talk had ended, so that handling time adds
 * up by queue. As many as agents. Control loop.
 */
final class ServedWaits {
    private final Map<AgentId, CallerWait> waits = new HashMap<>();

    /** A talk is over; what its agent becomes is told after this. */
    void note(QueueCommand.TalkEnded talk) {
        talk.served().ifPresent(wait -> waits.put(talk.agent(), wait));
    }

    /** The wait that a wrap-up belongs to; empty of other states. */
    Optional<CallerWait> of(Decision.AgentBecame became) {
        return switch (became.state()) {
            case AgentState.WrapUp _ -> Optional.ofNullable(waits.get(became.agent()));
            case AgentState.LoggedOut s when s.owed().isPresent() -> Optional.empty();
            case AgentState.LoggedOut _,
                    AgentState.Available _,
                    AgentState.Reserved _,
                    AgentState.OnCall _,
                    AgentState.Engaged _,
                    AgentState.Resting _,
                    AgentState.NotReady _ -> {
                waits.remove(became.agent());
                yield Optional.empty();
            }
        };
    }
}
