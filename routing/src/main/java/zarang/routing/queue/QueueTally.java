package zarang.routing.queue;

import java.time.Duration;
import java.time.Instant;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueEvent.MoveReason;
import zarang.call.queue.QueueEvent.Outcome;

/** Counts what becomes of a queue's callers since the start. Plain counters that only grow. */
public final class QueueTally {
    private QueueSettings settings;
    private long joined;
    private long answered;
    private long answeredInTime;
    private long abandoned;
    private long shortAbandoned;
    private long leftByKey;
    private long failed;
    private long full;
    private long maxWait;
    private long noAgents;
    private long closed;
    private long overflowed;
    private long movedAway;
    private long offersFailed;
    private long offersElsewhere;
    private Duration waitedForAnswer = Duration.ZERO;

    public QueueTally(QueueSettings settings) {
        this.settings = settings;
    }

    /** Counts by other limits from now on. */
    public void change(QueueSettings changed) {
        settings = changed;
    }

    public void joined() {
        joined++;
    }

    public void offerFailed() {
        offersFailed++;
    }

    /** Another agent who was rung for the same caller was quicker. */
    public void offerElsewhere() {
        offersElsewhere++;
    }

    public void answered(QueueEntry entry, Instant now) {
        Duration waited = entry.waited(now);
        answered++;
        if (waited.compareTo(settings.serviceTarget()) <= 0) {
            answeredInTime++;
        }
        waitedForAnswer = waitedForAnswer.plus(waited);
    }

    public void left(QueueEntry entry, LeaveReason reason, Instant now) {
        switch (reason) {
            case ABANDONED -> {
                abandoned++;
                if (entry.waited(now).compareTo(settings.shortAbandon()) < 0) {
                    shortAbandoned++;
                }
            }
            case PICKED_UP -> answered(entry, now);
            case LEFT_BY_KEY -> leftByKey++;
            case CALL_FAILED -> failed++;
        }
    }

    public void over(Outcome outcome) {
        switch (outcome) {
            case FULL -> full++;
            case MAX_WAIT -> maxWait++;
            case NO_AGENTS -> noAgents++;
            case CLOSED -> closed++;
            case UNKNOWN_QUEUE ->
                    throw new IllegalArgumentException("a queue that exists is not unknown");
        }
    }

    /** A caller waits in another queue from now on. */
    public void moved(MoveReason why) {
        if (why == MoveReason.SUPERVISOR) {
            movedAway++;
        } else {
            overflowed++;
        }
    }

    public ServiceLevel read() {
        return new ServiceLevel(
                joined,
                answered,
                answeredInTime,
                abandoned,
                shortAbandoned,
                leftByKey,
                failed,
                full,
                maxWait,
                noAgents,
                closed,
                overflowed,
                movedAway,
                offersFailed,
                offersElsewhere,
                waitedForAnswer);
    }
}
