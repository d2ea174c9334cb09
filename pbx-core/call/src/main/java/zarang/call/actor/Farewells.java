package zarang.call.actor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.loop.ControlLoop;

/**
 * Legs that are in a call no more and hear a short tone before they are hung up, also where the
 * call is over meanwhile. Control loop.
 */
final class Farewells {
    /** Two bursts of the busy tone at most. */
    static final Duration TONE = Duration.ofMillis(1200);

    private static final List<String> BUSY = List.of("tone:busy");

    private final Consumer<LegCommand> engine;
    private final ControlLoop loop;
    private final Map<LegId, ControlLoop.Timer> open = new HashMap<>();

    Farewells(Consumer<LegCommand> engine, ControlLoop loop) {
        this.engine = engine;
        this.loop = loop;
    }

    void begin(LegId leg) {
        engine.accept(new LegCommand.Play(leg, Long.MAX_VALUE, BUSY, "", true));
        open.put(
                leg,
                loop.schedule(
                        TONE,
                        () -> {
                            open.remove(leg);
                            engine.accept(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
                        }));
    }

    /** A leg that has ended needs no end. */
    void on(LegEvent event) {
        ControlLoop.Timer timer = event instanceof LegEvent.Ended ? open.remove(event.leg()) : null;
        if (timer != null) {
            timer.cancel();
        }
    }
}
