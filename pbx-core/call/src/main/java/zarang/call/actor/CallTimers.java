package zarang.call.actor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zarang.call.loop.ControlLoop;

/** The timers of one call by name. Control loop. */
final class CallTimers {
    private final ControlLoop loop;
    private final Map<String, ControlLoop.Timer> running = new HashMap<>();

    CallTimers(ControlLoop loop) {
        this.loop = loop;
    }

    /** Sets a timer, replacing the one of that name. */
    void set(String name, Duration delay, Runnable then) {
        cancel(name);
        running.put(
                name,
                loop.schedule(
                        delay,
                        () -> {
                            running.remove(name);
                            then.run();
                        }));
    }

    /** Harmless if there is none. */
    void cancel(String name) {
        ControlLoop.Timer timer = running.remove(name);
        if (timer != null) {
            timer.cancel();
        }
    }

    void cancelAll() {
        List.copyOf(running.keySet()).forEach(this::cancel);
    }
}
