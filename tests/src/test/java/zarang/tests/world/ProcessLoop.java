package zarang.tests.world;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import zarang.call.loop.ControlLoop;

/** The control loop of one process in the world: its messages and timers die with it. */
final class ProcessLoop implements ControlLoop {
    private final ControlLoop world;
    private final Fate fate;
    private final Set<Timer> timers = new HashSet<>();

    ProcessLoop(ControlLoop world, Fate fate) {
        this.world = world;
        this.fate = fate;
    }

    private void run(Runnable message) {
        if (fate.step()) {
            message.run();
        }
    }

    @Override
    public void post(Runnable message) {
        world.post(() -> run(message));
    }

    /** One that is taken off the list once it runs or is cancelled. */
    private final class Running implements Timer {
        private Timer timer = () -> {};

        @Override
        public void cancel() {
            timers.remove(this);
            timer.cancel();
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable message) {
        if (fate.isDead()) {
            return () -> {};
        }
        Running running = new Running();
        timers.add(running);
        running.timer =
                world.schedule(
                        delay,
                        () -> {
                            timers.remove(running);
                            run(message);
                        });
        return running;
    }

    @Override
    public Instant instant() {
        return world.instant();
    }

    @Override
    public long nanos() {
        return world.nanos();
    }

    @Override
    public boolean isLoop() {
        return world.isLoop();
    }

    /** Nothing of it runs any more. */
    void end() {
        Set.copyOf(timers).forEach(Timer::cancel);
    }
}
