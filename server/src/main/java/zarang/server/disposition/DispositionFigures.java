package zarang.server.disposition;

import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** What was said of talks, and what of it the journal has not been told. */
public record DispositionFigures(Supplier<Map<String, Long>> said, IntSupplier untold)
        implements Meters {
    @Override
    public void putOn(Board board) {
        board.counters(
                "zarang_dispositions_total",
                "Dispositions that were given, by what came of it",
                "outcome",
                said);
        board.gauge(
                "zarang_dispositions_untold",
                "Dispositions that the journal has not taken yet, as of 10 s ago at most",
                untold::getAsInt);
    }
}
