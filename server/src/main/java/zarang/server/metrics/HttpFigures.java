package zarang.server.metrics;

import java.util.Map;
import java.util.function.Supplier;
import zarang.api.connection.HttpCounts;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** The HTTP connections of clients. */
public record HttpFigures(Supplier<HttpCounts> counts) implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge(
                "zarang_http_connections",
                "HTTP connections of clients",
                () -> counts.get().open());
        board.counters(
                "zarang_http_connections_closed_total",
                "HTTP connections that were closed, by why",
                "reason",
                () -> {
                    HttpCounts now = counts.get();
                    return Map.of(
                            "replaced", now.replaced(),
                            "refused", now.refused(),
                            "silent", now.silent());
                });
    }
}
