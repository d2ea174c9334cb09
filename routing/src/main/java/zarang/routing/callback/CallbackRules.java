package zarang.routing.callback;

import java.time.Duration;
import zarang.routing.queue.FollowUp;

/**
 * How a queue calls back by itself.
 *
 * @param attempts how often one is tried in all; 1-10
 * @param gap from one try to the next; 10 s-24 h
 * @param atOnce how many may have their turn or be dialled at the same time; 1-100
 */
public record CallbackRules(int attempts, Duration gap, int atOnce) {
    /** Of a queue that does. */
    public static CallbackRules of(FollowUp of) {
        return new CallbackRules(of.attempts(), of.gap(), of.atOnce());
    }
}
