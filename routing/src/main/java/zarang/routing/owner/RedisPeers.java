package zarang.routing.owner;

import io.lettuce.core.KeyValue;
import io.lettuce.core.LMPopArgs;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisAway;
import zarang.redis.RedisLink;
import zarang.routing.agent.AgentWish;

/**
 * The processes that share a Redis ({@code floor.lua}). Each has a list of letters, which its own
 * virtual thread reads over a connection of its own.
 */
public final class RedisPeers implements FloorPeers, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisPeers.class);

    /** An answer that is later tells nothing that is still true. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private static final Duration LEAVE_LIMIT = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration END_LIMIT = Duration.ofSeconds(3);

    /** Seconds; closing waits for it at most. */
    private static final double BLOCK_S = 1;

    private static final long BATCH = 256;
    private static final int UNREAD_MAX = 20_000;

    /** Letters to a process that does not read them any more vanish after it. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** Who owns the floor: a hash. */
    static final String OWNER = "{floor}:owner";

    /** All who share it, by the time until which they count as living. */
    static final String NODES = "{floor}:nodes";

    /** A hash of each one's queues and agents. */
    static final String SETTINGS = "{floor}:settings";

    /** What agents were asked to do, for as long as it stands. */
    static final String WISHES = "{floor}:wishes";

    /** How fast queues moved. */
    static final String PACES = "{floor}:paces";

    /** Between the name of a process and what tells its runs apart. */
    private static final String RUN = "~";

    private final RedisLink redis;
    private final String name;
    private final String self;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread reader;

    /**
     * Reads nothing yet.
     *
     * @param redis a link that was opened with {@link #library}
     * @param name of the process, before and after a restart
     * @param run tells this run of it from those before
     */
    public RedisPeers(RedisLink redis, String name, String run) {
        this.redis = redis;
        this.name = name;
        self = name + RUN + run;
    }

    /** The functions, to be given to {@link RedisLink#open}. */
    public static FunctionLibrary library() {
        return FunctionLibrary.ofResource(RedisPeers.class, "floor.lua");
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public CompletionStage<Ownership> beat(Beat beat) {
        return redis.<List<String>>fcall(
                        "zarang_floor_beat",
                        ScriptOutputType.MULTI,
                        LIMIT,
                        keys(),
                        self,
                        name,
                        Long.toString(LEASE.toMillis()),
                        Long.toString(beat.held()),
                        beat.wants() ? "1" : "0",
                        beat.settings())
                .thenApply(answer ->
                        new Ownership(
                                answer.get(0),
                                Long.parseLong(answer.get(1)),
                                answer.get(2),
                                answer.subList(3, answer.size())));
    }

    @Override
    public CompletionStage<?> keep(AgentId agent, Optional<AgentWish> wish) {
        return wish.isPresent()
                ? redis.run(LIMIT, to -> to.hset(WISHES, agent.value(), wish.get().text()))
                : redis.run(LIMIT, to -> to.hdel(WISHES, agent.value()));
    }

    @Override
    public CompletionStage<Map<AgentId, AgentWish>> kept() {
        return redis.run(LIMIT, from -> from.hgetall(WISHES)).thenApply(RedisPeers::wishes);
    }

    private static Map<AgentId, AgentWish> wishes(Map<String, String> texts) {
        Map<AgentId, AgentWish> wishes = new HashMap<>();
        texts.forEach((name, text) ->
                AgentId.maybe(name)
                        .ifPresent(agent ->
                                AgentWish.parse(text).ifPresent(wish -> wishes.put(agent, wish))));
        return wishes;
    }

    @Override
    public CompletionStage<?> keepPaces(String paces) {
        return redis.run(LIMIT, to -> to.set(PACES, paces, SetArgs.Builder.ex(PACES_KEPT)));
    }

    @Override
    public CompletionStage<String> keptPaces() {
        return redis.run(LIMIT, from -> from.get(PACES))
                .thenApply(kept -> Objects.requireNonNullElse(kept, ""));
    }

    @Override
    public CompletionStage<?> leave() {
        return redis.fcall(
                "zarang_floor_leave", ScriptOutputType.INTEGER, LEAVE_LIMIT, keys(), self);
    }

    @Override
    public CompletionStage<Boolean> send(String to, List<String> letters) {
        List<String> args = new ArrayList<>();
        args.add(Integer.toString(UNREAD_MAX));
        args.add(Long.toString(KEPT.toSeconds()));
        args.addAll(letters);
        return redis.<Long>fcall(
                        "zarang_floor_send",
                        ScriptOutputType.INTEGER,
                        LIMIT,
                        List.of(letters(to)),
                        args.toArray(String[]::new))
                .thenApply(taken -> taken == 1);
    }

    private static List<String> keys() {
        return List.of(OWNER, "{floor}:fence", NODES, SETTINGS);
    }

    private static String letters(String node) {
        return "{floor}:to:" + node;
    }

    @Override
    public void listen(Consumer<String> to) {
        reader = Thread.ofVirtual().name("zarang-floor-letters").start(() -> read(to));
    }

    private void read(Consumer<String> to) {
        try {
            while (!isStopped()) {
                try (StatefulRedisConnection<String, String> own = redis.dedicated()) {
                    while (!isStopped()) {
                        letters(own).forEach(to);
                    }
                } catch (RedisException | RedisAway away) {
                    log.debug("floor.letters-wait error={}", away.toString());
                    var _ = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> letters(StatefulRedisConnection<String, String> own) {
        KeyValue<String, List<String>> found =
                own.sync().blmpop(BLOCK_S, LMPopArgs.Builder.left().count(BATCH), letters(self));
        return found == null ? List.of() : found.getValueOrElse(List.of());
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Reads no more. Waits a little: not for the control loop. */
    @Override
    public void close() {
        stopped.countDown();
        Thread reads = reader;
        if (reads != null) {
            try {
                reads.join(END_LIMIT);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
