package zarang.routing.reserve;

import java.time.Duration;
import zarang.routing.Bounds;

/**
 * How leases are kept.
 *
 * @param limit how long a waiting caller may be held up by a reservation; then the floor goes on
 *     without it; 10 ms-2 s
 * @param ringMargin how much longer than the ring time-out a lease lasts; 6-60 s, which is more
 *     than the floor lets an offer overstay
 * @param talk how long a lease lasts in a talk; renewed at a third of it; 6 s-10 min
 */
public record LeaseSettings(Duration limit, Duration ringMargin, Duration talk) {
    public LeaseSettings {
        Bounds.require("leases: limit", limit, Duration.ofMillis(10), Duration.ofSeconds(2));
        Bounds.require(
                "leases: ring-margin", ringMargin, Duration.ofSeconds(6), Duration.ofMinutes(1));
        Bounds.require("leases: talk", talk, Duration.ofSeconds(6), Duration.ofMinutes(10));
    }

    /** 100 ms, 10 s, 60 s. */
    public static LeaseSettings defaults() {
        return new LeaseSettings(
                Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    Duration renewEvery() {
        return talk.dividedBy(3);
    }
}
