package zarang.server.metrics;

import java.util.function.BooleanSupplier;

/** Redis. */
final class RedisFigures {
    private RedisFigures() {}

    static void put(Board board, BooleanSupplier up) {
        board.gauge(
                "zarang_redis_up",
                "Whether Redis answers, 1 or 0",
                () -> up.getAsBoolean() ? 1 : 0);
    }
}
