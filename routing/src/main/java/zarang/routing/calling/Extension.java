package zarang.routing.calling;

import java.util.Optional;
import java.util.regex.Pattern;
import zarang.call.AgentId;

/** What may be the extension of an agent. */
final class Extension {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private Extension() {}

    /** The agent whose extension that would be; empty if it can be none. */
    static Optional<AgentId> of(String dialled) {
        return Optional.of(dialled)
                .filter(number -> FORM.matcher(number).matches())
                .map(AgentId::new);
    }
}
