package zarang.server.metrics;

import zarang.call.engine.EngineFigure;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** The telephony engine: its legs, and what it shows of itself, whichever engine it is. */
public record EngineFigures(LoopWatch loop) implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge("zarang_legs_active", "Legs under way", () -> loop.snapshot().legs());
        loop.snapshot().engine().forEach(figure -> put(board, loop, figure));
    }

    private static void put(Board board, LoopWatch loop, EngineFigure first) {
        String name = first.name();
        String help = first.help();
        switch (first) {
            case EngineFigure.Level _ ->
                    board.gauge(
                            name, help, () -> now(loop, EngineFigure.Level.class, name).value());
            case EngineFigure.Levels levels ->
                    board.gauges(
                            name,
                            help,
                            levels.label(),
                            () -> now(loop, EngineFigure.Levels.class, name).values());
            case EngineFigure.Count _ ->
                    board.counter(
                            name, help, () -> now(loop, EngineFigure.Count.class, name).value());
            case EngineFigure.Counts counts ->
                    board.counters(
                            name,
                            help,
                            counts.label(),
                            () -> now(loop, EngineFigure.Counts.class, name).values());
        }
    }

    private static <F extends EngineFigure> F now(LoopWatch loop, Class<F> kind, String name) {
        return loop.snapshot().engine().stream()
                .filter(figure -> figure.name().equals(name))
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
