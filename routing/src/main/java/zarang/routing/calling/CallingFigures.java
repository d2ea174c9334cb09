package zarang.routing.calling;

import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** What agents call outside. */
public record CallingFigures(Supplier<CallingCounts> counts) implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge(
                "zarang_calling_outside",
                "Agents' calls to numbers outside that are on",
                () -> counts.get().open());
        board.gauge(
                "zarang_calling_spent",
                "What those of today that are over have cost, in the unit of the rules",
                () -> counts.get().spent());
        board.counters(
                "zarang_calling_refused_total",
                "Calls of agents that were not allowed",
                "reason",
                () -> counts.get().refused());
    }
}
