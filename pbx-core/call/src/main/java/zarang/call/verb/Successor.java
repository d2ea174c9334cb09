package zarang.call.verb;

/** Who is there for a caller when the one it talks with is gone. */
interface Successor {
    /** That one is gone; the talk is over. */
    void otherGone();

    /** Whether that one talks with it alone now, to ask before it hands on. */
    default boolean isConsulted() {
        return false;
    }

    /** Consulted no more: that one is back with the caller. */
    default void back() {}

    /** Consulted no more: the caller hears both. */
    default void conference() {}
}
