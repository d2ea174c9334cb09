package zarang.server.metrics;

/** The control loop and the calls on it. */
final class LoopFigures {
    private LoopFigures() {}

    static void put(Board board, LoopWatch loop) {
        board.gauge("zarang_calls_active", "Calls under way", () -> loop.snapshot().calls());
        board.gauge(
                "zarang_loop_look_age_seconds",
                "Time since the control loop last told its figures",
                loop::ageSeconds);
    }
}
