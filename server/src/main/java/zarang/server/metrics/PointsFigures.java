package zarang.server.metrics;

import java.util.function.LongSupplier;

/** The club's points. */
final class PointsFigures {
    private PointsFigures() {}

    static void put(Board board, LongSupplier refused) {
        board.counter(
                "zarang_points_refused_total",
                "Awards that were refused because the account is damaged",
                refused);
    }
}
