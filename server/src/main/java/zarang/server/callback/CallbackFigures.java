package zarang.server.callback;

import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;
import zarang.routing.callback.CallbackCounts;

/** Call-backs that scripts asked for, how many are on the list, and how they are worked off. */
public record CallbackFigures(
        Supplier<Map<String, Long>> asked, IntSupplier open, Supplier<CallbackCounts> dialled)
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
        board.counters(
                "zarang_callbacks_tried_total",
                "Call-backs for which an agent was there, by what came of it",
                "outcome",
                () -> dialled.get().tried());
        board.gauge(
                "zarang_callbacks_in_line",
                "Call-backs that this process has in line, or calls",
                () -> dialled.get().turns());
        board.gauge(
                "zarang_callbacks_dialling",
                "1 if this process is the one that calls back, of those that share the list",
                () -> dialled.get().leads() ? 1 : 0);
    }
}
