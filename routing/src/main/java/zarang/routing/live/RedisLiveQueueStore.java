package zarang.routing.live;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.redis.RedisLink;

/** One hash of all queues. Bounded by the queues there are. */
final class RedisLiveQueueStore implements LiveQueueStore {
    /** Hash tag and all: beside what else the processes of one floor share. */
    static final String KEY = "{floor}:queues";

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final RedisLink redis;

    RedisLiveQueueStore(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        return redis.run(LIMIT, commands -> commands.hgetall(KEY));
    }

    @Override
    public CompletionStage<Boolean> set(String queue, Optional<String> was, Optional<String> now) {
        return redis.<Long>fcall(
                        "zarang_floor_set_queue",
                        ScriptOutputType.INTEGER,
                        LIMIT,
                        List.of(KEY),
                        queue,
                        was.orElse(""),
                        now.orElse(""))
                .thenApply(done -> done == 1);
    }
}
