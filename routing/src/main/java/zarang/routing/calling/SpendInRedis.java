package zarang.routing.calling;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import zarang.redis.RedisLink;
import zarang.redis.SharedHashes;
import zarang.redis.WrittenBehind;

/** One hash for each process, agent to what it has spent; gone after the day that it is of. */
public final class SpendInRedis implements SpendStore {
    private static final String NAME = "spending";
    private static final Duration LIFE = Duration.ofDays(2);

    private final WrittenBehind hash;

    /**
     * @param node names this process, before and after a crash
     * @param loop runs what it is given on the control loop
     */
    public SpendInRedis(RedisLink redis, String node, Executor loop) {
        hash =
                new WrittenBehind(
                        redis, SharedHashes.key(NAME, node), LIFE, /* changes= */ null, loop);
    }

    @Override
    public void put(String agent, String text) {
        hash.put(agent, text);
    }

    /** What an earlier run left. Any thread. Fails after {@code limit} at the latest. */
    public CompletionStage<Map<String, String>> load(Duration limit) {
        return hash.load(limit);
    }
}
