package zarang.sip.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.RealTime;

/**
 * The control loop in production: one Vert.x event loop. A message that throws is logged and the
 * loop goes on.
 */
@RealTime
public final class VertxControlLoop implements ControlLoop {
    private static final Logger log = LoggerFactory.getLogger(VertxControlLoop.class);

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final EventLoop thread;
    private final TimerLists timers = new TimerLists(this::nanos, this::alarm, this::run);

    /** Takes an event loop of {@code vertx} for itself. */
    public VertxControlLoop(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
        context = this.vertx.createEventLoopContext();
        thread = context.nettyEventLoop();
    }

    /** For servers and clients of Vert.x that must call back on this loop. */
    public Context context() {
        return context;
    }

    VertxInternal vertx() {
        return vertx;
    }

    EventLoop thread() {
        return thread;
    }

    @Override
    public void post(Runnable message) {
        thread.execute(() -> run(message));
    }

    @Override
    public Timer schedule(Duration delay, Runnable message) {
        return timers.set(Math.max(0, delay.toNanos()), message);
    }

    private Timer alarm(long nanos, Runnable task) {
        Future<?> due = thread.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> due.cancel(false);
    }

    /**
     * Runs {@code task} once the sockets were looked at again, for what is posted runs before that.
     * Loop only.
     */
    void afterNextRead(Runnable task) {
        // the loop fetches what is scheduled once a round, between reading and the posted tasks
        Future<?> _ = thread.schedule(() -> run(task), 0, TimeUnit.NANOSECONDS);
    }

    /** Runs what came from a socket of this loop, as if it had been posted. */
    void run(Runnable message) {
        context.dispatch(() -> {
            try {
                message.run();
            } catch (RuntimeException | StackOverflowError e) {
                log.error("loop.message-failed: a fault in the program, please report", e);
            }
        });
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public boolean isLoop() {
        return thread.inEventLoop();
    }
}
