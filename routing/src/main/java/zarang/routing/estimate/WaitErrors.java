package zarang.routing.estimate;

import java.time.Duration;

/**
 * How good a queue's estimates were, of callers who were answered.
 *
 * @param told callers whose wait had been estimated when they joined; only grows
 * @param kept of those, answered by the time that nine of ten were to be answered by; only grows
 * @param median of how far off the last 256 were, either way; zero before the first
 */
public record WaitErrors(long told, long kept, Duration median) {
    /** Nothing was estimated yet. */
    public static final WaitErrors NONE = new WaitErrors(0, 0, Duration.ZERO);
}
