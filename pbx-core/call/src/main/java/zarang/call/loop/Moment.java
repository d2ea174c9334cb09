package zarang.call.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * One moment on both clocks of a {@link ControlLoop}: what is written down comes from the wall
 * clock, what is measured from the monotonic one, because a wall clock can be set in between.
 *
 * @param at wall-clock time
 * @param nanos monotonic time; only differences mean something
 */
public record Moment(Instant at, long nanos) {
    public static Moment now(ControlLoop loop) {
        return new Moment(loop.instant(), loop.nanos());
    }

    /** How long after {@code earlier}, a moment of the same loop, this one is. Never negative. */
    public Duration since(Moment earlier) {
        return Duration.ofNanos(Math.max(0, nanos - earlier.nanos));
    }
}
