package zarang.routing.place;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import zarang.redis.RedisLink;

/** One hash for each process: {@code zarang:places:NODE}, call to place; expires. */
final class RedisPlaceStore implements PlaceStore {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** In one step: a place whose end was lost on the way would be there for ever. */
    private static final String PUT =
            "redis.call('hset', KEYS[1], ARGV[1], ARGV[2]) "
                    + "return redis.call('pexpire', KEYS[1], ARGV[3])";

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
    public CompletionStage<?> put(String call, String place, Duration span) {
        return redis.run(
                LIMIT,
                c ->
                        c.eval(
                                PUT,
                                ScriptOutputType.INTEGER,
                                new String[] {key},
                                call,
                                place,
                                Long.toString(span.toMillis())));
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
