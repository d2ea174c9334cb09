package zarang.ivr.limit;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;
import zarang.redis.Sha256;

/**
 * A counter for each limit and each one who tries. It goes by itself, so that there are never more
 * than were tried within the longest time. Who tried stands in it as a hash.
 */
final class RedisTries implements Tries {
    static final FunctionLibrary LIBRARY =
            FunctionLibrary.ofResource(RedisTries.class, "limit.lua");

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int WHO_BYTES = 16;

    private final RedisLink redis;

    RedisTries(RedisLink redis) {
        this.redis = redis;
    }

    static String key(String limit, String who) {
        return "zarang:limit:" + limit + ":" + Sha256.of(who, WHO_BYTES);
    }

    @Override
    public CompletionStage<Boolean> count(String limit, String who, Terms terms) {
        return redis.<Long>fcall(
                        "zarang_limit_try",
                        ScriptOutputType.INTEGER,
                        LIMIT,
                        List.of(key(limit, who)),
                        Integer.toString(terms.most()),
                        Long.toString(terms.within().toMillis()),
                        Long.toString(terms.lockedFor().toMillis()))
                .thenApply(allowed -> allowed == 1);
    }

    @Override
    public CompletionStage<@Nullable Void> clear(String limit, String who) {
        return redis.<Long>run(LIMIT, commands -> commands.del(key(limit, who)))
                .thenApply(done -> null);
    }
}
