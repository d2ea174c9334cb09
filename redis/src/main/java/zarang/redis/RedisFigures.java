package zarang.redis;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/**
 * Redis. Any thread may ask where they come from; nothing waits.
 *
 * @param up whether Redis answers
 * @param state what it said of itself, 10 s ago at most
 * @param differing settings that another process on it was given otherwise
 */
public record RedisFigures(
        BooleanSupplier up, Supplier<Optional<RedisState>> state, Supplier<Set<String>> differing)
        implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge(
                "zarang_redis_up",
                "Whether Redis answers, 1 or 0",
                () -> up.getAsBoolean() ? 1 : 0);
        ofState(
                board,
                "zarang_redis_memory_used_bytes",
                "Memory that Redis uses; NaN while unknown",
                RedisState::usedBytes);
        ofState(
                board,
                "zarang_redis_memory_limit_bytes",
                "Memory that Redis may use, 0 without a limit; NaN while unknown",
                RedisState::maxBytes);
        ofState(
                board,
                "zarang_redis_warnings",
                "What endangers points and events in Redis, as the log names it; NaN while unknown",
                state -> state.warnings().size());
        board.gauge(
                "zarang_settings_differing",
                "Kinds of settings that another process on this Redis was given otherwise",
                () -> differing.get().size());
    }

    private void ofState(
            Board board, String name, String help, ToDoubleFunction<RedisState> value) {
        board.gauge(name, help, () -> state.get().map(value::applyAsDouble).orElse(Double.NaN));
    }
}
