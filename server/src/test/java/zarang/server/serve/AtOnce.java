package zarang.server.serve;

import java.time.Duration;
import java.time.Instant;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.VirtualLoop;

/** A control loop that runs at once what is posted, on whatever thread, one thing at a time. */
final class AtOnce implements ControlLoop {
    private final VirtualLoop loop = new VirtualLoop();
    private final Object lock;

    AtOnce() {
        this.lock = this;
    }

    /**
     * @param lock held while something runs
     */
    AtOnce(Object lock) {
        this.lock = lock;
    }

    @Override
    public void post(Runnable message) {
        synchronized (lock) {
            message.run();
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable message) {
        return loop.schedule(delay, message);
    }

    @Override
    public Instant instant() {
        return loop.instant();
    }

    @Override
    public long nanos() {
        return loop.nanos();
    }

    @Override
    public boolean isLoop() {
        return true;
    }
}
