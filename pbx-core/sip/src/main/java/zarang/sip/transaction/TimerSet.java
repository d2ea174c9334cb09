package zarang.sip.transaction;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import zarang.call.loop.ControlLoop;

/** The timers of one transaction that are set; one of each name. */
final class TimerSet {
    private final ControlLoop loop;
    private final Consumer<TimerName> fired;
    private final Map<TimerName, ControlLoop.Timer> set = new EnumMap<>(TimerName.class);

    TimerSet(ControlLoop loop, Consumer<TimerName> fired) {
        this.loop = loop;
        this.fired = fired;
    }

    void start(TimerName name, Duration delay) {
        ControlLoop.Timer old =
                set.put(
                        name,
                        loop.schedule(
                                delay,
                                () -> {
                                    set.remove(name);
                                    fired.accept(name);
                                }));
        if (old != null) {
            old.cancel();
        }
    }

    void stop(TimerName name) {
        ControlLoop.Timer timer = set.remove(name);
        if (timer != null) {
            timer.cancel();
        }
    }

    void stopAll() {
        set.values().forEach(ControlLoop.Timer::cancel);
        set.clear();
    }
}
