package zarang.redis;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Set;

/** What an error that Redis answered means for whoever asked. */
enum Refusal {
    /** The command or the function is at fault: asking again gives the same answer. */
    OURS,

    /** Redis cannot serve anybody now: asking later may succeed. The command took no effect. */
    UNABLE,

    /** The connection leads to a Redis that will not serve us: connect anew. */
    WRONG_SERVER;

    /** A replica refuses writes. After {@code FUNCTION FLUSH} our functions are gone. */
    private static final Set<String> ELSEWHERE = Set.of("READONLY", "MASTERDOWN");

    private static final String NO_FUNCTION = "ERR Function not found";

    private static final Set<String> LATER =
            Set.of("LOADING", "BUSY", "MISCONF", "OOM", "NOREPLICAS", "CLUSTERDOWN", "TRYAGAIN");

    static Refusal of(RedisCommandExecutionException no) {
        String message = String.valueOf(no.getMessage());
        String code = message.split(" ", 2)[0];
        if (ELSEWHERE.contains(code) || message.startsWith(NO_FUNCTION)) {
            return WRONG_SERVER;
        }
        return LATER.contains(code) ? UNABLE : OURS;
    }

    /** Whether the user that we are may not give the command. */
    static boolean isForbidden(Throwable failure) {
        Throwable cause = RedisAway.unwrapped(failure);
        return cause instanceof RedisCommandExecutionException
                && String.valueOf(cause.getMessage()).startsWith("NOPERM");
    }
}
