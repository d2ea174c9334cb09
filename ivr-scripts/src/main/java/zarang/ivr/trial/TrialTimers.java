package zarang.ivr.trial;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.loop.ControlLoop;

/** The timers of a trial's script, by name. */
final class TrialTimers {
    private final ControlLoop loop;
    private final Map<String, Running> running = new HashMap<>();

    private record Running(ControlLoop.Timer timer, long atNanos) {}

    TrialTimers(ControlLoop loop) {
        this.loop = loop;
    }

    /** Sets one, replacing the one of that name. */
    void start(String name, Duration delay, Runnable fired) {
        cancel(name);
        ControlLoop.Timer timer =
                loop.schedule(
                        delay,
                        () -> {
                            running.remove(name);
                            fired.run();
                        });
        running.put(name, new Running(timer, loop.nanos() + delay.toNanos()));
    }

    void cancel(String name) {
        Running timer = running.remove(name);
        if (timer != null) {
            timer.timer().cancel();
        }
    }

    void cancelAll() {
        running.values().forEach(each -> each.timer().cancel());
        running.clear();
    }

    int size() {
        return running.size();
    }

    /** Until the next one fires. */
    Optional<Duration> untilNext() {
        return running.values().stream()
                .map(each -> Duration.ofNanos(each.atNanos() - loop.nanos()))
                .min(Comparator.naturalOrder());
    }
}
