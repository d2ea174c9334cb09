package zarang.routing.callback;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import zarang.redis.RedisLink;

/** In keys of one slot; {@code callbacks.lua} changes them together. */
final class RedisCallbackStore implements CallbackStore {
    /**
     * Which list it is.
     *
     * @param name of its keys
     * @param max how many there can be at a time
     * @param maxOfOne how many of them one can have asked for
     */
    record Bounds(String name, int max, int maxOfOne) {}

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final RedisLink redis;
    private final Bounds bounds;
    private final List<String> keys;
    private final String open;
    private final String who;
    private final String untold;
    private final String tries;
    private final String held;
    private final String version;

    /**
     * @param redis a link that was opened with {@link Callbacks#library}
     */
    RedisCallbackStore(RedisLink redis, Bounds bounds) {
        this.redis = redis;
        this.bounds = bounds;
        keys =
                Stream.of(
                                "open", "who", "marks", "by", "untold", "tries", "held", "version",
                                "dialler")
                        .map(name -> "{" + bounds.name() + "}:" + name)
                        .toList();
        open = keys.getFirst();
        who = keys.get(1);
        untold = keys.get(4);
        tries = keys.get(5);
        held = keys.get(6);
        version = keys.get(7);
    }

    @Override
    public CompletionStage<Put> put(Item item, Duration heldFor, String holder) {
        return this.<List<Object>>call(
                        "book",
                        ScriptOutputType.MULTI,
                        item.id(),
                        item.text(),
                        item.who(),
                        item.by(),
                        Integer.toString(bounds.max()),
                        Integer.toString(bounds.maxOfOne()),
                        Long.toString(heldFor.toMillis()),
                        holder)
                .thenApply(answer ->
                        switch (number(answer)) {
                            case 1 -> new Put.New();
                            case 2 -> new Put.There((String) answer.getLast());
                            default -> new Put.Full();
                        });
    }

    @Override
    public CompletionStage<Boolean> amend(String id, String text) {
        return this.<Long>call("amend", ScriptOutputType.INTEGER, id, text)
                .thenApply(there -> there == 1);
    }

    @Override
    public CompletionStage<Optional<String>> find(String who) {
        return redis.<String>run(LIMIT, commands -> commands.hget(this.who, who))
                .thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Boolean> close(String id, String closing) {
        return this.<Long>call("close", ScriptOutputType.INTEGER, id, closing)
                .thenApply(gone -> gone == 1);
    }

    @Override
    public CompletionStage<TakenOff<String>> takeOff(String id, String closing, String by) {
        return this.<List<Object>>call("take_off", ScriptOutputType.MULTI, id, closing, by)
                .thenApply(answer ->
                        switch (number(answer)) {
                            case 1 -> TakenOff.of(Optional.of(id));
                            case 2 -> TakenOff.held((String) answer.getLast());
                            default -> TakenOff.of(Optional.empty());
                        });
    }

    @Override
    public CompletionStage<Optional<String>> hold(String id, String by, Duration span) {
        return this.<List<Object>>call(
                        "hold", ScriptOutputType.MULTI, id, by, Long.toString(span.toMillis()))
                .thenApply(answer ->
                        number(answer) == 0
                                ? Optional.empty()
                                : Optional.of((String) answer.getLast()));
    }

    @Override
    public CompletionStage<Contents> all() {
        return together(
                redis.run(LIMIT, commands -> commands.hgetall(open)),
                redis.run(LIMIT, commands -> commands.hgetall(tries)),
                redis.run(LIMIT, commands -> commands.hgetall(held)));
    }

    @Override
    public CompletionStage<Contents> one(String id) {
        return together(of(open, id), of(tries, id), of(held, id));
    }

    private CompletionStage<Map<String, String>> of(String key, String id) {
        return redis.<String>run(LIMIT, commands -> commands.hget(key, id))
                .thenApply(text -> Optional.ofNullable(text).map(one -> Map.of(id, one)))
                .thenApply(found -> found.orElse(Map.of()));
    }

    private static CompletionStage<Contents> together(
            CompletionStage<Map<String, String>> texts,
            CompletionStage<Map<String, String>> tries,
            CompletionStage<Map<String, String>> held) {
        return texts.thenCombine(
                        tries, (all, tried) -> new Contents(all, tried, Map.<String, String>of()))
                .thenCombine(held, (all, now) -> new Contents(all.texts(), all.tries(), now));
    }

    @Override
    public CompletionStage<Long> count() {
        return redis.run(LIMIT, commands -> commands.hlen(open));
    }

    @Override
    public CompletionStage<String> version() {
        return redis.<String>run(LIMIT, commands -> commands.get(version))
                .thenApply(text -> Optional.ofNullable(text).orElse("0"));
    }

    @Override
    public CompletionStage<CallbackTry> tried(
            String id, DiallerName dialler, int max, Duration gap) {
        return this.<List<Object>>call(
                        "try",
                        ScriptOutputType.MULTI,
                        id,
                        dialler.text(),
                        Integer.toString(max),
                        Long.toString(gap.toMillis()))
                .thenApply(answer -> new CallbackTry(number(answer), (String) answer.getLast()));
    }

    @Override
    public CompletionStage<Boolean> lead(DiallerName dialler, Duration span) {
        return this.<Long>call(
                        "lead",
                        ScriptOutputType.INTEGER,
                        dialler.node(),
                        Long.toString(dialler.startedMs()),
                        Long.toString(span.toMillis()))
                .thenApply(leads -> leads == 1);
    }

    @Override
    public CompletionStage<Map<String, String>> untold() {
        return redis.run(LIMIT, commands -> commands.hgetall(untold));
    }

    @Override
    public CompletionStage<?> told(String what) {
        return redis.run(LIMIT, commands -> commands.hdel(untold, what));
    }

    private static int number(List<Object> answer) {
        return ((Long) answer.getFirst()).intValue();
    }

    private <T> CompletionStage<T> call(String function, ScriptOutputType type, String... args) {
        return redis.fcall("zarang_callbacks_" + function, type, LIMIT, keys, args);
    }
}
