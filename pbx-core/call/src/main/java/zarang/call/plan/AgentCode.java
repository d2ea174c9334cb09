package zarang.call.plan;

/**
 * What an agent asks of the floor for itself by what it dials.
 *
 * @param number dialled behind the code: of {@code PAUSE} which of the pause reasons, of {@code
 *     MORE_WRAP_UP} how many minutes, of {@code DISPOSITION} which of the dispositions; 0-99, and 0
 *     if none was dialled
 */
public record AgentCode(Kind kind, int number) {
    /**
     * The service that carries out what an agent does; see {@link
     * zarang.call.script.ScriptService}. It is asked with {@link #KIND} and {@link #NUMBER}, and
     * answers {@link #DONE}, {@link #LATER} or {@link #REFUSED}.
     */
    public static final String SERVICE = "agent-state";

    /** The service that takes down what talks came to; asked and answering alike. */
    public static final String DISPOSITIONS = "disposition";

    /** Argument: the kind, in small letters with dashes. */
    public static final String KIND = "kind";

    /** Argument: the number. */
    public static final String NUMBER = "number";

    /** Answer: the agent does it. */
    public static final String DONE = "done";

    /** Answer: it will, as soon as it has finished what it is in. */
    public static final String LATER = "later";

    /** Answer: it cannot be. */
    public static final String REFUSED = "refused";

    /** What is asked. */
    public enum Kind {
        /** Take callers: logs in, ends a pause, wrap-up and rest. */
        READY,
        /** Take none, for a reason. */
        PAUSE,
        /** Be away, although the phone is there. */
        LOG_OUT,
        /** Have more time for notes. */
        MORE_WRAP_UP,
        /** Say what the last talk came to. */
        DISPOSITION
    }

    /** Whom to ask. */
    public String service() {
        return kind == Kind.DISPOSITION ? DISPOSITIONS : SERVICE;
    }
}
