package zarang.server.metrics;

import java.util.function.Supplier;
import zarang.loyalty.points.ContactCounters;

/** The club's points. */
final class PointsFigures {
    private PointsFigures() {}

    static void put(Board board, Supplier<ContactCounters> all) {
        board.counter(
                "zarang_points_awarded_total", "Awards that were made", () -> all.get().awarded());
        board.counter(
                "zarang_points_not_earned_total",
                "Answered calls that a rule did not count",
                () -> all.get().notEarned());
        board.counter(
                "zarang_points_capped_total",
                "Contacts over the limit of their day",
                () -> all.get().capped());
        board.counter(
                "zarang_points_refused_total",
                "Awards that were refused, each time they were tried",
                () -> all.get().refused());
    }
}
