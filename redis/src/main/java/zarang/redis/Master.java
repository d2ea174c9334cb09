package zarang.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Whether a Redis takes writes: after a fail-over the old master is a replica, and answers PING.
 */
final class Master {
    private static final String ROLE = "master";

    private Master() {}

    /** Fails unless the server says that it is a master; a user who may not ask is let through. */
    static CompletionStage<String> asked(RedisAsyncCommands<String, String> commands) {
        return commands.role()
                .handle((role, failure) -> {
                    if (failure == null) {
                        return String.valueOf(role.getFirst());
                    }
                    if (Refusal.isForbidden(failure)) {
                        return ROLE;
                    }
                    throw new CompletionException(failure);
                })
                .thenApply(role -> {
                    if (!role.equals(ROLE)) {
                        throw new RedisAway("this Redis is no master but a " + role, false);
                    }
                    return role;
                });
    }
}
