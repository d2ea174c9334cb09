package zarang.routing.place;

import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** Places that outlive calls. */
public record PlaceFigures(Supplier<PlaceCounts> counts) implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge(
                "zarang_places_kept",
                "Callers who wait and would have their place again after a crash or a dropped line",
                () -> counts.get().kept());
        board.counter(
                "zarang_places_regained_total",
                "Callers who waited on where they had waited before",
                () -> counts.get().regained());
        board.counter(
                "zarang_places_failures_total",
                "Requests about places that failed",
                () -> counts.get().failures());
    }
}
