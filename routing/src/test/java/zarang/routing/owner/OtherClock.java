package zarang.routing.owner;

import java.time.Duration;
import java.time.Instant;
import zarang.call.loop.ControlLoop;

/** The same loop with a clock that goes before. */
record OtherClock(ControlLoop loop, Duration ahead) implements ControlLoop {
    @Override
    public void post(Runnable message) {
        loop.post(message);
    }

    @Override
    public Timer schedule(Duration delay, Runnable message) {
        return loop.schedule(delay, message);
    }

    @Override
    public Instant instant() {
        return loop.instant().plus(ahead);
    }

    @Override
    public long nanos() {
        return loop.nanos() + ahead.toNanos();
    }

    @Override
    public boolean isLoop() {
        return loop.isLoop();
    }
}
