package zarang.sip.source;

import java.time.Duration;

/**
 * How often something may happen: {@code burst} times at once, and in the long run once each {@code
 * intervalNanos}.
 */
public record Limit(long intervalNanos, long burst) {
    public Limit {
        if (intervalNanos < 1 || burst < 1) {
            throw new IllegalArgumentException("limit: interval >= 1 ns, burst >= 1");
        }
    }

    /** Some times a second, and as much at once as comes in {@code span}. */
    public static Limit perSecond(int times, Duration span) {
        long interval = Duration.ofSeconds(1).toNanos() / times;
        return new Limit(interval, Math.max(1, span.toNanos() / interval));
    }

    /** How far ahead of its time the last of a burst is. */
    long toleranceNanos() {
        return (burst - 1) * intervalNanos;
    }
}
