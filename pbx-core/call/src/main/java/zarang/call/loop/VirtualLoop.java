package zarang.call.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A control loop whose time stands still until somebody moves it. Single-threaded: the test's own
 * thread is the loop.
 *
 * <p>Messages run in the order they were posted; timers in order of due time, then of setting. A
 * message that throws ends the test.
 */
public final class VirtualLoop implements ControlLoop {
    private static final int STEPS_MAX = 10_000_000;

    private record Due(long atNanos, long order, Runnable message) {}

    private final Queue<Runnable> posted = new ArrayDeque<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(
                    Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::order));
    private final Instant start;
    private final Thread owner = Thread.currentThread();
    private long nanos;
    private long order;
    private Duration wallShift = Duration.ZERO;

    public VirtualLoop() {
        this(Instant.parse("2026-03-21T08:00:00Z"));
    }

    public VirtualLoop(Instant start) {
        this.start = start;
    }

    @Override
    public void post(Runnable message) {
        posted.add(message);
    }

    @Override
    public Timer schedule(Duration delay, Runnable message) {
        Due due = new Due(nanos + Math.max(0, delay.toNanos()), order++, message);
        timers.add(due);
        return () -> timers.remove(due);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos).plus(wallShift);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** The thread that made it: a virtual loop runs on the thread that turns it. */
    @Override
    public boolean isLoop() {
        return Thread.currentThread().equals(owner);
    }

    /** Somebody sets the wall clock: it jumps by {@code step}, the monotonic one does not. */
    public void stepWallClock(Duration step) {
        wallShift = wallShift.plus(step);
    }

    /** Runs what is posted and due now, without moving time. */
    public void settle() {
        advance(Duration.ZERO);
    }

    /**
     * Moves time on by {@code span}, running everything that falls due on the way, each at its own
     * time.
     */
    public void advance(Duration span) {
        long until = nanos + span.toNanos();
        for (int steps = 0; steps < STEPS_MAX; steps++) {
            Runnable message = posted.poll();
            if (message == null) {
                Due due = timers.peek();
                if (due == null || due.atNanos() > until) {
                    nanos = until;
                    return;
                }
                timers.remove();
                nanos = Math.max(nanos, due.atNanos());
                message = due.message();
            }
            message.run();
        }
        throw new IllegalStateException("the loop does not come to rest: " + STEPS_MAX + " steps");
    }

    /**
     * How long until the next thing runs by itself: none for what is posted; empty if nothing is
     * posted and no timer is set.
     */
    public Optional<Duration> untilNext() {
        if (!posted.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.ofNullable(timers.peek())
                .map(due -> Duration.ofNanos(Math.max(0, due.atNanos() - nanos)));
    }

    /** Timers that are set; 0 when nothing is left over. */
    public int pendingTimers() {
        return timers.size();
    }
}
