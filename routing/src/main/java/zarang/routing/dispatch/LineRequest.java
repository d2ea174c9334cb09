package zarang.routing.dispatch;

import java.time.Duration;
import java.util.Optional;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;

/**
 * What somebody wants of a caller who waits.
 *
 * @param queue where the one who asks saw it
 * @param by who asks
 */
public record LineRequest(Subject subject, QueueName queue, Wish wish, String by) {
    /** The longest that a caller can count as having come earlier. */
    public static final Duration AHEAD_MAX = Duration.ofHours(1);

    /** What is wanted. */
    public sealed interface Wish {
        /** It is to wait in another queue; what it has waited counts there. */
        record MoveTo(QueueName queue) implements Wish {}

        /**
         * It is to have another place in its queue.
         *
         * @param tier that it counts as; empty: as now
         * @param ahead how much earlier than it came it counts as having come, beside its tier; up
         *     to {@link #AHEAD_MAX}; empty: as now
         */
        record Reprioritise(Optional<Tier> tier, Optional<Duration> ahead) implements Wish {}
    }
}
