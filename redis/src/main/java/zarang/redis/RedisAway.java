package zarang.redis;

/**
 * Redis gave no answer. An answer that is an error is Lettuce's {@code
 * RedisCommandExecutionException} instead.
 */
public final class RedisAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean maybeDone;

    RedisAway(String reason, boolean maybeDone) {
        super(reason, null, false, false);
        this.maybeDone = maybeDone;
    }

    /**
     * Whether the command may have taken effect, or may still do so: it was sent and no answer came
     * in time. If false it was never sent.
     */
    public boolean maybeDone() {
        return maybeDone;
    }
}
