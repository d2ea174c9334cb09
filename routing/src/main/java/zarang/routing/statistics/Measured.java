package zarang.routing.statistics;

/**
 * Whose figures.
 *
 * @param name of a queue, or the extension of an agent
 */
public record Measured(Kind kind, String name) {
    public enum Kind {
        QUEUE,
        AGENT
    }

    static Measured queue(String name) {
        return new Measured(Kind.QUEUE, name);
    }

    static Measured agent(String name) {
        return new Measured(Kind.AGENT, name);
    }
}
