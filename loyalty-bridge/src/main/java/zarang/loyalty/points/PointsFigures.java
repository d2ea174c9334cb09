package zarang.loyalty.points;

import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** The club's points. */
public record PointsFigures(Supplier<ContactCounters> all) implements Meters {
    @Override
    public void putOn(Board board) {
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
