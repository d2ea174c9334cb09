package zarang.routing.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;

/**
 * One who waits in one queue: a caller, or whoever else has a place there, such as a call-back. It
 * never changes: whoever comes back to the line after an agent did not answer comes back as the
 * same entry, to the same place.
 *
 * @param enqueuedAt when the caller first began to wait in this call
 * @param joinedAt when it joined this queue, this time
 * @param ahead how much earlier than it came it counts as having come, because somebody said so
 * @param key {@code enqueuedAt} less the tier's offset and {@code ahead}: lowest goes first.
 *     Everybody ages at the same rate, so a fixed key is ageing
 * @param hardCapAt from here on it goes before all younger callers
 * @param maxWaitAt from here on it is told to wait no more
 * @param arrival counts up with each join; breaks ties
 * @param wants of the agent who takes it, beyond what the queue asks for
 */
public record QueueEntry(
        Subject subject,
        QueueName queue,
        Tier tier,
        Instant enqueuedAt,
        Instant joinedAt,
        Duration ahead,
        Instant key,
        Instant hardCapAt,
        Instant maxWaitAt,
        long arrival,
        CallerWants wants) {
    static final Comparator<QueueEntry> BY_KEY = QueueEntry::compareKeys;
    static final Comparator<QueueEntry> BY_ARRIVAL = QueueEntry::compareArrivals;

    /**
     * A caller who joins {@code queue} now.
     *
     * @param enqueuedAt a moment in the future counts as now
     */
    public static QueueEntry of(
            Subject subject,
            Tier tier,
            Instant enqueuedAt,
            QueueSettings queue,
            TierOffsets offsets,
            Instant now,
            long arrival) {
        Instant since = enqueuedAt.isAfter(now) ? now : enqueuedAt;
        return new QueueEntry(
                        subject,
                        queue.name(),
                        tier,
                        since,
                        now,
                        Duration.ZERO,
                        since,
                        since,
                        now,
                        arrival,
                        CallerWants.NOTHING)
                .by(queue, offsets);
    }

    /** The same one, who has waited as long, by what is set now. */
    public QueueEntry by(QueueSettings queue, TierOffsets offsets) {
        return placed(tier, enqueuedAt, joinedAt, ahead, queue, offsets);
    }

    /** The same one in another queue from now on; its place among equals goes with it. */
    public QueueEntry in(QueueSettings queue, TierOffsets offsets, Instant now) {
        return placed(tier, enqueuedAt, now, ahead, queue, offsets);
    }

    /** The same one, who first began to wait then. */
    public QueueEntry since(Instant earlier, QueueSettings queue, TierOffsets offsets) {
        return placed(tier, earlier, joinedAt, ahead, queue, offsets);
    }

    /** The same one at the place that somebody gives it. */
    public QueueEntry at(Tier as, Duration earlier, QueueSettings queue, TierOffsets offsets) {
        return placed(as, enqueuedAt, joinedAt, earlier, queue, offsets);
    }

    /** What follows from the queue is worked out here alone. */
    private QueueEntry placed(
            Tier as,
            Instant since,
            Instant joined,
            Duration earlier,
            QueueSettings queue,
            TierOffsets offsets) {
        return new QueueEntry(
                subject,
                queue.name(),
                as,
                since,
                joined,
                earlier,
                since.minus(offsets.of(as)).minus(earlier),
                since.plus(queue.hardCap()),
                joined.plus(queue.maxWait()),
                arrival,
                wants);
    }

    /** The same one, who wants this of the agent who takes it. */
    public QueueEntry wanting(CallerWants wanted) {
        return new QueueEntry(
                subject,
                queue,
                tier,
                enqueuedAt,
                joinedAt,
                ahead,
                key,
                hardCapAt,
                maxWaitAt,
                arrival,
                wanted);
    }

    private static int compareKeys(QueueEntry one, QueueEntry other) {
        int compared = one.key.compareTo(other.key);
        return compared != 0 ? compared : Long.compare(one.arrival, other.arrival);
    }

    private static int compareArrivals(QueueEntry one, QueueEntry other) {
        int compared = one.enqueuedAt.compareTo(other.enqueuedAt);
        return compared != 0 ? compared : Long.compare(one.arrival, other.arrival);
    }

    /** The order of service, also between queues: see {@code docs/ROUTING.md}. */
    public boolean goesBefore(QueueEntry other, Instant now) {
        boolean capped = cappedAt(now);
        if (capped != other.cappedAt(now)) {
            return capped;
        }
        return (capped ? BY_ARRIVAL : BY_KEY).compare(this, other) < 0;
    }

    public boolean cappedAt(Instant now) {
        return !now.isBefore(hardCapAt);
    }

    /** Time in this queue, this time. */
    public Duration waited(Instant now) {
        return Duration.between(joinedAt, now);
    }
}
