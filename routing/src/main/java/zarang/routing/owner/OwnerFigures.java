package zarang.routing.owner;

import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** How the floor is shared with other processes. */
public record OwnerFigures(Supplier<OwnerCounts> counts) implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge(
                "zarang_floor_owner",
                "1: this process decides for all who share the floor",
                () -> counts.get().owns() ? 1 : 0);
        board.gauge(
                "zarang_floor_alone",
                "1: no owner answers, and this process decides for its own callers",
                () -> counts.get().alone() ? 1 : 0);
        board.gauge(
                "zarang_floor_fence",
                "The number of the owner that this process knows; 0: none",
                () -> counts.get().fence());
        board.gauge(
                "zarang_floor_processes",
                "Processes that share the floor, as this one last heard",
                () -> counts.get().processes());
        board.gauge(
                "zarang_floor_settings_differ",
                "1: queues and agents are set otherwise here than at the owner",
                () -> counts.get().differs() ? 1 : 0);
        board.counter(
                "zarang_floor_taken_over_total",
                "Times that this process became the owner",
                () -> counts.get().takenOver());
        board.counter(
                "zarang_floor_begun_total",
                "Times that all callers here were told to an owner elsewhere",
                () -> counts.get().begun());
        board.counter(
                "zarang_floor_forwarded_total",
                "What calls here said to an owner elsewhere",
                () -> counts.get().forwarded());
        board.counter(
                "zarang_floor_told_total",
                "What the owner here told calls elsewhere",
                () -> counts.get().told());
        board.counter(
                "zarang_floor_letters_dropped_total",
                "Letters under an old fence, twice, too late or unreadable",
                () -> counts.get().dropped());
    }
}
