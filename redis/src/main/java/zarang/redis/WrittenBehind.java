package zarang.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hash in Redis that follows what one thread says, a little later: of each field the last value
 * counts. While Redis is away the newest value of each field waits here, so that memory is bounded
 * by the number of fields, which is the owner's to bound. The hash vanishes by itself once nobody
 * has written to it for as long as it is worth anything.
 *
 * <p>One thread, the owner's; nothing waits.
 */
public final class WrittenBehind {
    private static final Logger log = LoggerFactory.getLogger(WrittenBehind.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final RedisLink redis;
    private final String key;
    private final Duration life;
    private final @Nullable Changes changes;
    private final Executor owner;

    /**
     * A stream that tells others of each change: entries of {@code key}, {@code field} and {@code
     * value}, the last one left out where the field went. What is written twice is told twice.
     *
     * @param max entries, about
     */
    public record Changes(String stream, int max) {}

    /** The newest value of each field that Redis does not have; empty: the field is to go. */
    private final Map<String, Optional<String>> waiting = new LinkedHashMap<>();

    private boolean writing;

    /**
     * A hash that is the owner's alone.
     *
     * @param life after its last write the hash is gone; whole seconds
     * @param changes told after the hash has them; null if nobody follows
     * @param owner runs what it is given on the owner's thread
     */
    public WrittenBehind(
            RedisLink redis, String key, Duration life, @Nullable Changes changes, Executor owner) {
        this.redis = redis;
        this.key = key;
        this.life = life;
        this.changes = changes;
        this.owner = owner;
        redis.onUp(() -> owner.execute(this::write));
    }

    public void put(String field, String value) {
        waiting.put(field, Optional.of(value));
        write();
    }

    public void remove(String field) {
        waiting.put(field, Optional.empty());
        write();
    }

    /** Fields whose newest value Redis may not have. */
    public int waiting() {
        return waiting.size();
    }

    /**
     * What an earlier process left. Any thread; fails if Redis does not answer in time, also
     * because it is not up yet.
     */
    public CompletionStage<Map<String, String>> load(Duration limit) {
        CompletableFuture<Map<String, String>> loaded = new CompletableFuture<>();
        redis.onUp(() -> {
            if (!loaded.isDone()) {
                var _ =
                        redis.<Map<String, String>>run(limit, commands -> commands.hgetall(key))
                                .whenComplete((fields, failure) -> {
                                    if (failure == null) {
                                        loaded.complete(fields);
                                    } else {
                                        loaded.completeExceptionally(failure);
                                    }
                                });
            }
        });
        return loaded.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void write() {
        if (writing || waiting.isEmpty() || !redis.isUp()) {
            return;
        }
        writing = true;
        Map<String, Optional<String>> batch = new HashMap<>(waiting);
        var _ =
                send(batch)
                        .whenComplete(
                                (done, failure) -> owner.execute(() -> written(batch, failure)));
    }

    private CompletableFuture<Void> send(Map<String, Optional<String>> batch) {
        Map<String, String> put = new HashMap<>();
        batch.forEach((field, value) -> value.ifPresent(text -> put.put(field, text)));
        String[] gone =
                batch.keySet().stream().filter(f -> !put.containsKey(f)).toArray(String[]::new);
        List<CompletableFuture<?>> all = new ArrayList<>();
        if (gone.length > 0) {
            all.add(run(commands -> commands.hdel(key, gone)));
        }
        if (!put.isEmpty()) {
            all.add(run(commands -> commands.hset(key, put)));
            all.add(run(commands -> commands.expire(key, life)));
        }
        if (changes != null) {
            batch.forEach((field, value) -> all.add(tell(changes, field, value)));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<?> tell(Changes to, String field, Optional<String> value) {
        Map<String, String> entry = new HashMap<>();
        entry.put("key", key);
        entry.put("field", field);
        value.ifPresent(text -> entry.put("value", text));
        XAddArgs bounded = XAddArgs.Builder.maxlen(to.max()).approximateTrimming();
        return run(commands -> commands.xadd(to.stream(), bounded, entry));
    }

    private <T> CompletableFuture<T> run(
            Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
        return redis.run(LIMIT, command).toCompletableFuture();
    }

    /** What failed is tried again with the next value, or when Redis is back. */
    private void written(Map<String, Optional<String>> batch, @Nullable Throwable failure) {
        writing = false;
        if (failure == null) {
            batch.forEach(waiting::remove);
            write();
        } else {
            log.debug(
                    "redis.write-behind key={} waiting={} error={}", key, waiting.size(), failure);
        }
    }
}
