package zarang.call.script;

/**
 * What the service {@code redis} is asked with: on this a verb and whoever looks up keys for it
 * agree. It answers {@code found}, with the fields that were to be taken by the name of each, or
 * {@code not-found}.
 */
public final class RedisArguments {
    /** The service's name. */
    public static final String SERVICE = "redis";

    /** The name of what an admin lets scripts look up. */
    public static final String KEY = "key";

    /** Before the name of a place in the key: what stands in it. */
    public static final String WITH = "with:";

    /** Before the name of a value that is taken: a field, or {@code value}. */
    public static final String TAKE = "take:";

    private RedisArguments() {}
}
