package zarang.call.script;

/**
 * What the service {@code callback} is asked with: on this the verbs and the list of call-backs
 * agree. It answers {@link #BOOKED}, {@link #ALREADY}, {@link #NO_NUMBER} or {@link #FULL}.
 */
public final class CallbackArguments {
    /** The service's name. */
    public static final String SERVICE = "callback";

    /** The queue that is to call. */
    public static final String QUEUE = "queue";

    /** Whom to call, as people write numbers; absent: the caller. */
    public static final String NUMBER = "number";

    /** For whoever calls; may be absent. */
    public static final String NOTE = "note";

    /** The language that the script speaks; may be absent. */
    public static final String LANGUAGE = "language";

    /** The service that counts a try to call somebody back, before it is made. */
    public static final String TRY_SERVICE = "callback-try";

    /** Of the call-back. */
    public static final String ID = "id";

    /** The try is counted: the number is to be dialled. */
    public static final String GO = "go";

    /** It is on the list, and stays there over a restart. */
    public static final String BOOKED = "booked";

    /** It was on the list already, and keeps its place. */
    public static final String ALREADY = "already";

    /** There is no number that could be called. */
    public static final String NO_NUMBER = "no-number";

    /** The list takes no more, or no more of this caller. */
    public static final String FULL = "full";

    private CallbackArguments() {}
}
