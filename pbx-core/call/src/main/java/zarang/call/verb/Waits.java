package zarang.call.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.QueueName;
import zarang.call.loop.Moment;

/** How long and where the caller waited in this call, once or several times. */
final class Waits {
    /** When the caller first began to wait: its place, for the life of the call. */
    private @Nullable Moment first;

    /** When this wait began; null while the caller does not wait. */
    private @Nullable Moment since;

    private Duration total = Duration.ZERO;

    /** What the caller had waited in a process that died. */
    private Duration carried = Duration.ZERO;

    private Optional<QueueName> queue = Optional.empty();

    /** Whether the caller has not waited yet in this call. */
    boolean isFirst() {
        return first == null;
    }

    /**
     * A wait begins. Gives how long ago the first one of this call began, and what was carried over
     * from before it.
     */
    Duration begin(QueueName where, Moment now) {
        queue = Optional.of(where);
        since = now;
        if (first == null) {
            first = now;
        }
        return now.since(first).plus(carried);
    }

    /** The caller had waited already, since {@code before} by the wall clock. */
    void carry(Instant before, Moment now) {
        Duration earlier = Duration.between(before, now.at());
        carried = earlier.isNegative() ? Duration.ZERO : earlier;
    }

    /** The wait is over, answered or not. Gives how long it was, in ms; 0 if there was none. */
    long end(Moment now) {
        if (since == null) {
            return 0;
        }
        Duration wait = now.since(since);
        since = null;
        total = total.plus(wait);
        return wait.toMillis();
    }

    /** All waits that are over. */
    Duration total() {
        return total;
    }

    /** Where the caller waited last. */
    Optional<QueueName> queue() {
        return queue;
    }
}
