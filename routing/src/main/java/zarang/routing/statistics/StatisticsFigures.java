package zarang.routing.statistics;

import java.util.Map;
import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** What becomes of the facts that statistics are made from. */
public record StatisticsFigures(Supplier<StatisticsCounts> counts) implements Meters {
    @Override
    public void putOn(Board board) {
        board.counters(
                "zarang_statistics_facts_total",
                "Facts that statistics are made from, by what came of them",
                "outcome",
                () -> {
                    StatisticsCounts now = counts.get();
                    return Map.of(
                            "counted", now.counted(),
                            "again", now.again(),
                            "too-late", now.late());
                });
        board.counter(
                "zarang_statistics_damaged_total",
                "Times that what is kept of an agent could not be read, and was passed over",
                () -> counts.get().damaged());
    }
}
