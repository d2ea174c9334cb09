package zarang.routing.callback;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.CallId;
import zarang.redis.RedisLink;

/** In one hash. */
record RedisMissedCalls(RedisLink redis) implements MissedCalls {
    private static final String KEY = "{missed}:calls";
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Override
    public CompletionStage<?> note(CallId call, String text) {
        return redis.run(LIMIT, commands -> commands.hset(KEY, call.value(), text));
    }

    @Override
    public CompletionStage<Optional<String>> noted(CallId call) {
        return redis.<String>run(LIMIT, commands -> commands.hget(KEY, call.value()))
                .thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<?> forget(CallId call) {
        return redis.run(LIMIT, commands -> commands.hdel(KEY, call.value()));
    }
}
