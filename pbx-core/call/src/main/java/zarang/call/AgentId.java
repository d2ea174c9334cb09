package zarang.call;

import java.util.Optional;

/**
 * An agent of the floor, by extension.
 *
 * @param value 1 to 32 letters, digits, dots, dashes or underscores, such as {@code 2001}
 */
public record AgentId(String value) {
    public AgentId {
        Names.require("agent", value);
    }

    /** The agent whose extension {@code written} would be; empty if it can be none. */
    public static Optional<AgentId> maybe(String written) {
        return Names.isName(written) ? Optional.of(new AgentId(written)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
