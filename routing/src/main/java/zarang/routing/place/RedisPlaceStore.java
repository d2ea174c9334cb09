package zarang.routing.place;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import zarang.redis.RedisLink;

/** One hash for each process: {@code zarang:places:NODE}, call to place; expires. */
final class RedisPlaceStore implements PlaceStore {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final RedisLink redis;
    private final String key;

    RedisPlaceStore(RedisLink redis, String node) {
        this.redis = redis;
        this.key = "zarang:places:" + node;
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        return redis.run(LIMIT, c -> c.hgetall(key));
    }

    @Override
    public CompletionStage<?> put(String call, String place) {
        return redis.run(LIMIT, c -> c.hset(key, call, place));
    }

    @Override
    public CompletionStage<?> remove(List<String> calls) {
        return redis.run(LIMIT, c -> c.hdel(key, calls.toArray(String[]::new)));
    }

    @Override
    public CompletionStage<?> keepFor(Duration span) {
        return redis.run(LIMIT, c -> c.pexpire(key, span));
    }
}
