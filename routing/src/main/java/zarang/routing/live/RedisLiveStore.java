package zarang.routing.live;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.fact.Subject;
import zarang.redis.RedisLink;

/** One hash of all queues, and one of what else there is. Bounded by the queues and agents. */
final class RedisLiveStore implements LiveStore {
    /** Hash tag and all: beside what else the processes of one floor share. By name. */
    static final String QUEUES = "{floor}:queues";

    /** By the text of what it is set of. */
    static final String OTHERS = "{floor}:live";

    private static final String QUEUE = "queue:";
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final RedisLink redis;

    RedisLiveStore(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        return redis.run(LIMIT, commands -> commands.hgetall(QUEUES))
                .thenCombine(
                        redis.run(LIMIT, commands -> commands.hgetall(OTHERS)),
                        RedisLiveStore::together);
    }

    private static Map<String, String> together(
            Map<String, String> queues, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(others);
        queues.forEach((name, text) -> all.put(QUEUE + name, text));
        return all;
    }

    @Override
    public CompletionStage<Boolean> set(Subject place, Optional<String> was, Optional<String> now) {
        boolean queue = LivePlace.isQueue(place);
        return redis.<Long>fcall(
                        "zarang_floor_set_queue",
                        ScriptOutputType.INTEGER,
                        LIMIT,
                        List.of(queue ? QUEUES : OTHERS),
                        queue ? place.id() : place.toString(),
                        was.orElse(""),
                        now.orElse(""))
                .thenApply(done -> done == 1);
    }
}
