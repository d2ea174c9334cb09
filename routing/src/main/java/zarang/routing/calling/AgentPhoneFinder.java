package zarang.routing.calling;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.engine.DialTarget;

/** How agents' phones are rung. Control loop. */
@FunctionalInterface
public interface AgentPhoneFinder {
    /** Empty if there is no such agent. */
    Optional<DialTarget> phone(AgentId agent);
}
