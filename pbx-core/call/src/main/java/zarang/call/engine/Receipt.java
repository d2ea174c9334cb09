package zarang.call.engine;

/** What an engine says at once to a {@link LegCommand}. */
public enum Receipt {
    /** It is under way; what comes of it follows as a {@link LegEvent}. */
    TAKEN,
    /**
     * No such leg is alive: it never was, or its end is on its way to the one who commands. Nothing
     * was done.
     */
    NO_SUCH_LEG
}
