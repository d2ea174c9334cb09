package zarang.crm.lookup;

import java.util.function.IntSupplier;
import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** What scripts asked outside, by how it ended. */
public record LookupFigures(Supplier<LookupCounts> counts, IntSupplier running) implements Meters {
    @Override
    public void putOn(Board board) {
        board.counters(
                "zarang_lookups_total",
                "What scripts looked up by HTTP or in Redis, by how it ended",
                "outcome",
                () -> counts.get().ended());
        board.counter(
                "zarang_lookups_retried_total",
                "Tries after the first one",
                () -> counts.get().retried());
        board.counter(
                "zarang_lookups_hosts_left_alone_total",
                "How often a host that kept failing was left alone for a while",
                () -> counts.get().leftAlone());
        board.gauge(
                "zarang_lookups_running",
                "Requests of scripts to the web that are open",
                running::getAsInt);
    }
}
