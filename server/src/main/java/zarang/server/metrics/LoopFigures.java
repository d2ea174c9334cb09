package zarang.server.metrics;

import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** The control loop and the calls on it. */
public record LoopFigures(LoopWatch loop) implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge("zarang_calls_active", "Calls under way", () -> loop.snapshot().calls());
        board.gauge(
                "zarang_calls_parked", "Callers who are parked", () -> loop.snapshot().parked());
        board.gauge(
                "zarang_loop_look_age_seconds",
                "Time since the control loop last told its figures",
                loop::ageSeconds);
    }
}
