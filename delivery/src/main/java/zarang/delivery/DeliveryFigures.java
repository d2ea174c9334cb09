package zarang.delivery;

import java.time.Duration;

/**
 * One destination in numbers, for metrics. Counts are of this process; what is pending is of all
 * that share the Redis, as of the last look into it.
 *
 * @param delivered messages that the receiver took
 * @param failed attempts that failed
 * @param dead messages given up, because of age, attempts, refusal for ever or a full store
 * @param refused messages not taken since the destination is gone
 * @param pending messages that wait or are being sent
 * @param oldestAge of those
 * @param inFlight attempts running now
 * @param gone whether it said that it wants nothing more and is not served any more
 */
public record DeliveryFigures(
        String destination,
        long delivered,
        long failed,
        long dead,
        long refused,
        long pending,
        Duration oldestAge,
        int inFlight,
        boolean gone) {}
