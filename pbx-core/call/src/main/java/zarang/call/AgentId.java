package zarang.call;

/**
 * An agent of the floor, by extension.
 *
 * @param value 1 to 32 letters, digits, dots, dashes or underscores, such as {@code 2001}
 */
public record AgentId(String value) {
    public AgentId {
        Names.require("agent", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
