package zarang.server.metrics;

import java.util.Map;
import java.util.function.Supplier;
import zarang.api.live.LiveCounts;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** The live stream: who follows, and what was sent. */
public record LiveFigures(Supplier<LiveCounts> counts) implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge(
                "zarang_live_readers",
                "Who follows by WebSocket or server-sent events",
                () -> counts.get().readers());
        board.gauge("zarang_live_topics", "Topics that are looked at", () -> counts.get().topics());
        board.counters(
                "zarang_live_messages_total",
                "Messages to who follows, by what became of them",
                "outcome",
                () -> {
                    LiveCounts now = counts.get();
                    return Map.of("sent", now.sent(), "skipped", now.skipped());
                });
        board.counter(
                "zarang_live_snapshots_total",
                "Messages that had all of a topic",
                () -> counts.get().snapshots());
        board.counter(
                "zarang_live_slow_total",
                "Who was let go since it read nothing",
                () -> counts.get().slow());
    }
}
