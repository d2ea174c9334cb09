package zarang.redis;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/**
 * Redis gave no answer. An answer that is an error is Lettuce's {@code
 * RedisCommandExecutionException} instead.
 */
public final class RedisAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean maybeDone;

    /**
     * @param maybeDone see {@link #maybeDone()}
     */
    public RedisAway(String reason, boolean maybeDone) {
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

    /** The failure itself, without what stages wrapped around it. */
    public static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /**
     * What Redis said that it cannot do, such as with a value that is of another type; empty: it
     * failed otherwise.
     */
    public static Optional<String> refusal(Throwable failure) {
        return unwrapped(failure) instanceof RedisCommandExecutionException no
                ? Optional.of(String.valueOf(no.getMessage()))
                : Optional.empty();
    }

    /** In a few words, for the log. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof TimeoutException
                ? "no answer in time"
                : String.valueOf(root.getMessage());
    }
}
