package zarang.routing.calling;

/** Where it is kept what agents have spent, over a restart: a text for each agent. */
@FunctionalInterface
public interface SpendStore {
    /** Keeps nothing. */
    SpendStore NONE = (agent, text) -> {};

    /** Keeps {@code text} in place of what was kept of that agent. Must not wait. Control loop. */
    void put(String agent, String text);
}
