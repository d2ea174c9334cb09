package zarang.call.script;

/**
 * What the service {@code last-agent} answers about the caller: {@link #FOUND} with {@link #AGENT},
 * or {@link #NONE}.
 */
public final class LastAgentArguments {
    /** The service's name. */
    public static final String SERVICE = "last-agent";

    /** The extension of the agent who talked with this caller last. */
    public static final String AGENT = "agent";

    public static final String FOUND = "found";

    /** Nobody did, or too long ago, or the caller has no number. */
    public static final String NONE = "none";

    private LastAgentArguments() {}
}
