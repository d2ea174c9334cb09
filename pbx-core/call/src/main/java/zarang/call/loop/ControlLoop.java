package zarang.call.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The one thread that owns all signalling, call, IVR and ACD state. Everything else posts messages
 * to it.
 *
 * <p>Time comes from here too, so that a test can run a day of calls in a second: see {@link
 * VirtualLoop}.
 */
public interface ControlLoop extends InstantSource {
    /** Runs {@code message} on the loop, after those posted before it. Any thread. */
    void post(Runnable message);

    /**
     * Runs {@code message} on the loop once {@code delay} has passed. Loop thread only. A negative
     * delay counts as none.
     */
    Timer schedule(Duration delay, Runnable message);

    /** Wall-clock time, for what is written down. */
    @Override
    Instant instant();

    /** Monotonic time in ns, for measuring; its zero means nothing. Any thread. */
    long nanos();

    /** Whether the calling thread is the loop. */
    boolean isLoop();

    /** A timer that was set. */
    @FunctionalInterface
    interface Timer {
        /**
         * The message will not run, unless it already has. Loop thread only; harmless when
         * repeated.
         */
        void cancel();
    }
}
