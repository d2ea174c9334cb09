package zarang.call.fact;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import zarang.call.QueueName;

/**
 * One wait of a caller in one queue. What came of it counts for the interval in which it began.
 *
 * @param since when the caller began to wait this time, by the wall clock; to the millisecond
 */
public record CallerWait(QueueName queue, Instant since) {
    /** The field of facts that says {@link #since}. */
    static final String SINCE = "waitingSince";

    public CallerWait {
        since = since.truncatedTo(ChronoUnit.MILLIS);
    }
}
