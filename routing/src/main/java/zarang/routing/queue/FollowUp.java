package zarang.routing.queue;

import java.time.Duration;
import zarang.routing.Bounds;

/**
 * What becomes of those whom a queue has not served.
 *
 * @param dial whether the queue calls back by itself
 * @param attempts how often one is called in all; 1-10
 * @param gap from one try to the next; 10 s-24 h
 * @param atOnce how many call-backs are in line, rung for or dialled at the same time; 1-100
 * @param missedAfter who hangs up sooner is not missed; 0-10 min
 */
public record FollowUp(boolean dial, int attempts, Duration gap, int atOnce, Duration missedAfter) {
    /** Where the keys are absent. */
    public static final FollowUp DEFAULT =
            new FollowUp(false, 3, Duration.ofMinutes(10), 5, Duration.ofSeconds(5));

    public FollowUp {
        Bounds.require("call-back.attempts", attempts, 1, 10);
        Bounds.require("call-back.gap", gap, Duration.ofSeconds(10), Duration.ofDays(1));
        Bounds.require("call-back.at-once", atOnce, 1, 100);
        Bounds.require("missed-after", missedAfter, Duration.ZERO, Duration.ofMinutes(10));
    }
}
