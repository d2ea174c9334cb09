package zarang.server.last;

import java.util.Map;
import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** How often scripts asked whom a caller talked with last. */
public record LastAgentFigures(Supplier<Map<String, Long>> counts) implements Meters {
    @Override
    public void putOn(Board board) {
        board.counters(
                "zarang_last_agents_total",
                "Questions of scripts whom a caller talked with last, by what came of them, and"
                        + " agents who could not be kept",
                "outcome",
                counts);
    }
}
