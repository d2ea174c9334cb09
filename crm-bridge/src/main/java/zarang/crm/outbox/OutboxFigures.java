package zarang.crm.outbox;

import java.time.Duration;

/**
 * One endpoint in numbers, for metrics. Counts are of this process; what is pending is of all that
 * share the Redis, as of the last look into it.
 *
 * @param delivered messages that the receiver took
 * @param failed attempts that failed
 * @param dead messages given up, because of age, attempts, 410 or a full outbox
 * @param refused messages not taken since the endpoint is gone
 * @param pending messages that wait or are being sent
 * @param oldestAge of those
 * @param inFlight attempts running now
 * @param gone whether the endpoint said 410 and is not served any more
 */
public record OutboxFigures(
        String endpoint,
        long delivered,
        long failed,
        long dead,
        long refused,
        long pending,
        Duration oldestAge,
        int inFlight,
        boolean gone) {}
