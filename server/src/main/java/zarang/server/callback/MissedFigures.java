package zarang.server.callback;

import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** Callers who were not served, and how many nobody has called yet. */
public record MissedFigures(Supplier<Map<String, Long>> missed, IntSupplier open)
        implements Meters {
    @Override
    public void putOn(Board board) {
        board.counters(
                "zarang_missed_total",
                "Calls that put a caller on the list of those who were missed, by why",
                "reason",
                missed);
        board.gauge(
                "zarang_missed_open",
                "Missed callers whom nobody has called, as of 10 s ago at most",
                open::getAsInt);
    }
}
