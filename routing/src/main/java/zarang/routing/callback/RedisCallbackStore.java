package zarang.routing.callback;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import zarang.redis.RedisLink;

/** In five hashes of one slot; {@code callbacks.lua} changes them together. */
final class RedisCallbackStore implements CallbackStore {
    /** How many call-backs there can be at a time: more than that nobody calls. */
    static final int ALL_MAX = 2000;

    /** How many of them one caller can have asked for. */
    static final int OF_ONE_MAX = 3;

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final List<String> KEYS =
            Stream.of("open", "who", "marks", "by", "untold")
                    .map(name -> "{callbacks}:" + name)
                    .toList();
    private static final String OPEN = KEYS.getFirst();
    private static final String UNTOLD = KEYS.getLast();

    private final RedisLink redis;

    /**
     * @param redis a link that was opened with {@link Callbacks#library}
     */
    RedisCallbackStore(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Put> put(Callback callback) {
        return redis.<List<Object>>fcall(
                        "zarang_callbacks_book",
                        ScriptOutputType.MULTI,
                        LIMIT,
                        KEYS,
                        callback.id(),
                        CallbackText.write(callback),
                        callback.who(),
                        callback.by(),
                        Integer.toString(ALL_MAX),
                        Integer.toString(OF_ONE_MAX))
                .thenApply(answer ->
                        switch (((Long) answer.getFirst()).intValue()) {
                            case 1 -> new Put.New();
                            case 2 -> new Put.There((String) answer.getLast());
                            default -> new Put.Full();
                        });
    }

    @Override
    public CompletionStage<Boolean> close(String id, CallbackText.Closing how) {
        return redis.<Long>fcall(
                        "zarang_callbacks_close",
                        ScriptOutputType.INTEGER,
                        LIMIT,
                        KEYS,
                        id,
                        CallbackText.write(how))
                .thenApply(gone -> gone == 1);
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        return redis.run(LIMIT, commands -> commands.hgetall(OPEN));
    }

    @Override
    public CompletionStage<Optional<String>> one(String id) {
        return redis.<String>run(LIMIT, commands -> commands.hget(OPEN, id))
                .thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Long> count() {
        return redis.run(LIMIT, commands -> commands.hlen(OPEN));
    }

    @Override
    public CompletionStage<Map<String, String>> untold() {
        return redis.run(LIMIT, commands -> commands.hgetall(UNTOLD));
    }

    @Override
    public CompletionStage<?> told(String what) {
        return redis.run(LIMIT, commands -> commands.hdel(UNTOLD, what));
    }
}
