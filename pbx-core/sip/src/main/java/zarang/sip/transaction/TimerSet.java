package zarang.sip.transaction;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;

/**
 * The timers of one transaction that are set; one of each name. A list of its own making, for there
 * are three at most and one in a transaction that is over, of which there are ten thousands.
 */
final class TimerSet {
    private final class Running implements Runnable {
        private final TimerName name;
        private final ControlLoop.Timer timer;
        private @Nullable Running next;

        Running(TimerName name, Duration delay) {
            this.name = name;
            this.next = first;
            this.timer = loop.schedule(delay, this);
        }

        @Override
        public void run() {
            unlink(name);
            fired.accept(name);
        }
    }

    private final ControlLoop loop;
    private final Consumer<TimerName> fired;
    private @Nullable Running first;

    TimerSet(ControlLoop loop, Consumer<TimerName> fired) {
        this.loop = loop;
        this.fired = fired;
    }

    void perform(TimerAction action) {
        switch (action) {
            case TimerAction.StartTimer(TimerName timer, Duration delay) -> start(timer, delay);
            case TimerAction.StopTimer(TimerName timer) -> stop(timer);
        }
    }

    private void start(TimerName name, Duration delay) {
        stop(name);
        first = new Running(name, delay);
    }

    private void stop(TimerName name) {
        Running running = unlink(name);
        if (running != null) {
            running.timer.cancel();
        }
    }

    void stopAll() {
        for (Running each = first; each != null; each = each.next) {
            each.timer.cancel();
        }
        first = null;
    }

    private @Nullable Running unlink(TimerName name) {
        Running before = null;
        for (Running each = first; each != null; each = each.next) {
            if (each.name == name) {
                if (before == null) {
                    first = each.next;
                } else {
                    before.next = each.next;
                }
                return each;
            }
            before = each;
        }
        return null;
    }
}
