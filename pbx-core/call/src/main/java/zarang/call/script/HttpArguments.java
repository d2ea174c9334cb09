package zarang.call.script;

/**
 * What the service {@code http} is asked with: on this a verb and whoever asks the web for it
 * agree. It answers {@link #FOUND}, with the values that were to be taken by the name of each, or
 * {@link #NOT_FOUND}.
 */
public final class HttpArguments {
    /** The service's name. */
    public static final String SERVICE = "http";

    /** Such as {@code GET}. */
    public static final String METHOD = "method";

    /** Whole, with what stands in its places percent-encoded. */
    public static final String URL = "url";

    /** JSON; absent: none is sent. */
    public static final String BODY = "body";

    /** Milliseconds for all tries together. */
    public static final String WITHIN_MS = "within-ms";

    /** Tries after the first one. */
    public static final String RETRIES = "retries";

    /** Before the name of a header whose value is given. */
    public static final String HEADER = "header:";

    /** Before the name of a header whose value is the secret of the name that is given. */
    public static final String SECRET = "secret:";

    /** Before the name of a value that is taken from the answer: a JSON pointer. */
    public static final String TAKE = "take:";

    /** The name of the endpoint that gets a signed message, instead of a url. */
    public static final String ENDPOINT = "endpoint";

    public static final String FOUND = "found";
    public static final String NOT_FOUND = "not-found";

    private HttpArguments() {}
}
