package zarang.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** What is asked of a Redis once, by who looks whether all is well. Any thread. */
public final class RedisQuestions {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private RedisQuestions() {}

    /** What time it is there, in whole seconds. Fails with {@link RedisAway}. */
    public static CompletionStage<Instant> time(RedisLink redis) {
        return redis.run(LIMIT, RedisAsyncCommands::time)
                .thenApply(parts -> Instant.ofEpochSecond(Long.parseLong(parts.getFirst())));
    }

    /** Its {@code appendfsync}; empty where it does not tell, as hosted ones do not. */
    public static CompletionStage<String> appendFsync(RedisLink redis) {
        return redis.run(LIMIT, commands -> commands.configGet("appendfsync"))
                .handle((found, refused) ->
                        refused == null ? found.getOrDefault("appendfsync", "") : "");
    }
}
