package zarang.routing.statistics;

import java.time.Duration;

/**
 * By what a queue's service is measured at a moment.
 *
 * @param target an answer within this is in time
 * @param shortAbandon who hangs up sooner changed its mind
 */
public record ServiceLimits(Duration target, Duration shortAbandon) {
    /** Of a queue that nobody knows any more. */
    public static final ServiceLimits DEFAULT =
            new ServiceLimits(Duration.ofSeconds(20), Duration.ofSeconds(5));
}
