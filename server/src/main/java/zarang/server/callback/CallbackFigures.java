package zarang.server.callback;

import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** Call-backs that scripts asked for, and how many are on the list. */
public record CallbackFigures(Supplier<Map<String, Long>> asked, IntSupplier open)
        implements Meters {
    @Override
    public void putOn(Board board) {
        board.counters(
                "zarang_callbacks_asked_total",
                "Call-backs that scripts asked for, by what came of it",
                "outcome",
                asked);
        board.gauge(
                "zarang_callbacks_open",
                "Call-backs on the list that all processes share, as of 10 s ago at most",
                open::getAsInt);
    }
}
