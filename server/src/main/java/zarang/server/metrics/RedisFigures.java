package zarang.server.metrics;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import zarang.redis.RedisState;

/** Redis. */
public final class RedisFigures {
    private RedisFigures() {}

    /**
     * Where they come from. Any thread; nothing waits.
     *
     * @param up whether Redis answers
     * @param state what it said of itself, 10 s ago at most
     * @param differing settings that another process on it was given otherwise
     */
    public record Source(
            BooleanSupplier up,
            Supplier<Optional<RedisState>> state,
            Supplier<Set<String>> differing) {}

    static void put(Board board, Source redis) {
        board.gauge(
                "zarang_redis_up",
                "Whether Redis answers, 1 or 0",
                () -> redis.up().getAsBoolean() ? 1 : 0);
        ofState(
                board,
                redis,
                "zarang_redis_memory_used_bytes",
                "Memory that Redis uses; NaN while unknown",
                RedisState::usedBytes);
        ofState(
                board,
                redis,
                "zarang_redis_memory_limit_bytes",
                "Memory that Redis may use, 0 without a limit; NaN while unknown",
                RedisState::maxBytes);
        ofState(
                board,
                redis,
                "zarang_redis_warnings",
                "What endangers points and events in Redis, as the log names it; NaN while unknown",
                state -> state.warnings().size());
        board.gauge(
                "zarang_settings_differing",
                "Kinds of settings that another process on this Redis was given otherwise",
                () -> redis.differing().get().size());
    }

    private static void ofState(
            Board board,
            Source redis,
            String name,
            String help,
            ToDoubleFunction<RedisState> value) {
        board.gauge(
                name, help, () -> redis.state().get().map(value::applyAsDouble).orElse(Double.NaN));
    }
}
