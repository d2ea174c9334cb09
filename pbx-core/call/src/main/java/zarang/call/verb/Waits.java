package zarang.call.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.Words;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallerWait;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.QueueMoved;
import zarang.call.loop.Moment;
import zarang.call.queue.QueueEvent;

/** How long and where the caller waited in this call, once or several times. */
final class Waits {
    /** When the caller first began to wait: its place, for the life of the call. */
    private @Nullable Moment first;

    /** When this wait began; null while the caller does not wait. */
    private @Nullable Moment since;

    private Duration total = Duration.ZERO;

    /** What the caller had waited before this call. */
    private Duration carried = Duration.ZERO;

    private Optional<QueueName> queue = Optional.empty();

    /** The last wait that was answered, until a talk is known to follow it. */
    private Optional<CallerWait> served = Optional.empty();

    /** The place that somebody gave the caller, for the life of the call. */
    private Optional<Tier> tier = Optional.empty();

    private Duration ahead = Duration.ZERO;

    /** A wait begins. */
    void begin(QueueName where, Moment now) {
        queue = Optional.of(where);
        since = now;
        if (first == null) {
            first = now;
        }
    }

    /** Since when the caller waits by its place, on the wall clock; empty if it never waited. */
    Optional<Instant> began() {
        return first == null ? Optional.empty() : Optional.of(first.at().minus(carried));
    }

    /** The caller had waited already before this call; false: that, or longer, was known. */
    boolean carry(Duration before) {
        boolean longer = before.compareTo(carried) > 0;
        carried = longer ? before : carried;
        return longer;
    }

    /** How long ago the first wait of this call began, and what was carried over from before it. */
    Duration age(Moment now) {
        return first == null ? carried : now.since(first).plus(carried);
    }

    /**
     * The wait in one queue is over, and one in another begins.
     *
     * @param refused whether the first had not let the caller in yet
     */
    QueueMoved moved(QueueEvent.Moved to, boolean refused, Moment now) {
        Optional<Instant> began = current().map(CallerWait::since);
        QueueMoved moved =
                new QueueMoved(
                        to.from(),
                        to.queue(),
                        Words.of(to.why()),
                        to.by(),
                        end(now),
                        began,
                        refused);
        begin(to.queue(), now);
        return moved;
    }

    /** Somebody gave the caller another place. */
    void reprioritise(Tier as, Duration earlier) {
        tier = Optional.of(as);
        ahead = earlier;
    }

    /** The tier that the caller counts as; empty: its own. */
    Optional<Tier> tier() {
        return tier;
    }

    /** How much earlier than it came the caller counts as having come. */
    Duration ahead() {
        return ahead;
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

    /** The wait is over, since {@code by} took the caller out of {@code where}. */
    CallAnswered answered(QueueName where, AgentId by, Moment now) {
        served = current();
        return new CallAnswered(where, by, end(now), served.map(CallerWait::since));
    }

    /**
     * The wait is over, and nobody took the caller.
     *
     * @param refused whether {@code where} had not let it in yet
     */
    QueueLeft left(QueueName where, String reason, boolean refused, Moment now) {
        Optional<Instant> began = current().map(CallerWait::since);
        return new QueueLeft(where, reason, end(now), began, refused);
    }

    /** The wait that the talk which begins now has ended, if any; given once. */
    Optional<CallerWait> takeServed() {
        Optional<CallerWait> taken = served;
        served = Optional.empty();
        return taken;
    }

    /** The wait under way. */
    Optional<CallerWait> current() {
        Optional<Instant> began = Optional.ofNullable(since).map(Moment::at);
        return queue.flatMap(where -> began.map(at -> new CallerWait(where, at)));
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
