package zarang.routing.calling;

import java.util.Optional;
import zarang.call.AgentId;

/** What may be the extension of an agent. */
final class Extension {
    private Extension() {}

    /** The agent whose extension that would be; empty if it can be none. */
    static Optional<AgentId> of(String dialled) {
        return AgentId.maybe(dialled);
    }
}
