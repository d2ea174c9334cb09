package zarang.routing.statistics;

import java.time.Instant;

/**
 * Quarters of an hour, numbered since 1970 in UTC. They are quarters of every zone's hours: no zone
 * of today is off by less.
 */
final class Quarters {
    static final long MS = 15 * 60 * 1000L;
    static final int AN_HOUR = 4;

    private Quarters() {}

    static long of(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), MS);
    }

    /** The first that begins at {@code at} or later. */
    static long from(Instant at) {
        return -Math.floorDiv(-at.toEpochMilli(), MS);
    }

    static Instant start(long quarter) {
        return Instant.ofEpochMilli(quarter * MS);
    }
}
