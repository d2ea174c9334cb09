package zarang.routing.queue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import zarang.call.QueueName;
import zarang.call.queue.QueueEvent.MoveReason;

/**
 * Whether a queue lets callers in, and where those go whom it sends away.
 *
 * @param open false: new callers are not let in
 * @param whenClosed what becomes of those who wait then
 * @param overflowTo the queue that takes whom this one sends away; empty: they go back to their
 *     script
 * @param overflowWhen for which reasons; the others go back to their script all the same
 */
public record Intake(
        boolean open,
        WhenClosed whenClosed,
        Optional<QueueName> overflowTo,
        Set<MoveReason> overflowWhen) {
    /** What a rule can move a caller for. */
    public static final List<MoveReason> RULES =
            List.of(MoveReason.FULL, MoveReason.MAX_WAIT, MoveReason.NO_AGENTS, MoveReason.CLOSED);

    /** Lets everybody in; whom it sends away goes back to its script. */
    public static final Intake DEFAULT =
            new Intake(true, WhenClosed.STAY, Optional.empty(), Set.copyOf(RULES));

    public Intake {
        overflowWhen = Set.copyOf(overflowWhen);
    }

    /** The queue that takes whom this one sends away for that reason. */
    public Optional<QueueName> overflow(MoveReason why) {
        return overflowTo.filter(queue -> overflowWhen.contains(why));
    }

    /** Whether nobody may wait: it is closed, and those in it are sent off. */
    public boolean isCleared() {
        return !open && whenClosed == WhenClosed.LEAVE;
    }
}
