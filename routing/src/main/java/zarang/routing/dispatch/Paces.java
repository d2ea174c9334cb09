package zarang.routing.dispatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.QueueName;
import zarang.routing.agent.Roster;
import zarang.routing.estimate.ExpectedWait;
import zarang.routing.estimate.LearntPace;
import zarang.routing.estimate.QueuePace;
import zarang.routing.estimate.WaitErrors;
import zarang.routing.queue.QueueEntry;

/** How fast each queue moves. */
final class Paces {
    private final Roster roster;
    private final Map<QueueName, QueuePace> byQueue = new HashMap<>();

    Paces(Roster roster) {
        this.roster = roster;
    }

    /** One who stands in the line at that place, and came there by itself just now. */
    void waits(QueueEntry entry, int place, Instant now) {
        of(entry.queue()).waits(entry.subject(), entry.tier(), place, atWork(entry), now);
    }

    void answered(QueueEntry entry, Instant now) {
        of(entry.queue()).answered(entry.subject(), atWork(entry), now);
    }

    void forget(QueueEntry entry) {
        of(entry.queue()).forget(entry.subject());
    }

    /** How long one who stands at that place will wait; empty if that cannot be known. */
    Optional<ExpectedWait> expected(QueueEntry entry, int place, Instant now) {
        return of(entry.queue()).expected(entry.tier(), place, atWork(entry), now);
    }

    WaitErrors errors(QueueName queue) {
        return of(queue).errors();
    }

    /** What is known of each queue, for whoever decides next. */
    Map<QueueName, LearntPace> learnt(Instant now) {
        Map<QueueName, LearntPace> learnt = new HashMap<>();
        byQueue.forEach(
                (queue, pace) -> pace.learnt(now).ifPresent(known -> learnt.put(queue, known)));
        return learnt;
    }

    void takeOver(QueueName queue, LearntPace kept, Instant now) {
        of(queue).takeOver(kept, now);
    }

    /** The queue is no more. */
    void close(QueueName queue) {
        byQueue.remove(queue);
    }

    private int atWork(QueueEntry entry) {
        return roster.atWork(entry.queue());
    }

    private QueuePace of(QueueName queue) {
        return byQueue.computeIfAbsent(queue, _ -> new QueuePace());
    }
}
