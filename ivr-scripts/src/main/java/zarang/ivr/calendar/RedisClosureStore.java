package zarang.ivr.calendar;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.redis.RedisLink;

/** One hash of all closures. Bounded by the calendars there are. */
final class RedisClosureStore implements ClosureStore {
    static final String KEY = "zarang:calendars:closed";

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final RedisLink redis;

    RedisClosureStore(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        return redis.run(LIMIT, commands -> commands.hgetall(KEY));
    }

    @Override
    public CompletionStage<@Nullable Void> put(String calendar, String closure) {
        return redis.<Boolean>run(LIMIT, commands -> commands.hset(KEY, calendar, closure))
                .thenApply(done -> null);
    }

    @Override
    public CompletionStage<@Nullable Void> remove(String calendar) {
        return redis.<Long>run(LIMIT, commands -> commands.hdel(KEY, calendar))
                .thenApply(done -> null);
    }
}
