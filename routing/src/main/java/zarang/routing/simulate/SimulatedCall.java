package zarang.routing.simulate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueEvent;

/** One made-up call: what was drawn for it, and what has become of it so far. */
final class SimulatedCall {
    /** What a call is in. */
    enum Phase {
        WAITING,
        RINGING,
        TALKING,
        OVER
    }

    final Subject subject;

    /** Which of the demand's tiers, 0 for the highest. */
    final int rank;

    /** Which of the plan's kinds of callers. */
    final int kind;

    final Instant arrivedAt;

    /** Nanoseconds. */
    final long handling;

    /** Nanoseconds after which it hangs up; {@code Long.MAX_VALUE}: never. */
    final long patience;

    Phase phase = Phase.WAITING;
    QueueEvent.@Nullable Offered offer;

    /**
     * A call that is about to join.
     *
     * @param handling in nanoseconds
     * @param patience in nanoseconds
     */
    SimulatedCall(
            Subject subject, int rank, int kind, Instant arrivedAt, long handling, long patience) {
        this.subject = subject;
        this.rank = rank;
        this.kind = kind;
        this.arrivedAt = arrivedAt;
        this.handling = handling;
        this.patience = patience;
    }

    QueueEvent.Offered offer() {
        if (offer == null) {
            throw new IllegalStateException("offered to nobody: " + subject);
        }
        return offer;
    }
}
