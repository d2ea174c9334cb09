package zarang.api.route;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Times as clients write them. */
public final class SentTime {
    /** How one is written. */
    public static final String EXAMPLE = "2026-11-28T08:00:00Z";

    /** No time later is one: days and calendars are counted on from it. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private SentTime() {}

    /** What is written as RFC 3339 has it; empty: it is no time of 1970 to 9999. */
    public static Optional<Instant> read(String written) {
        try {
            return Optional.of(Instant.parse(written)).filter(SentTime::counts);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** Whether it is one of 1970 to 9999. */
    public static boolean counts(Instant at) {
        return !at.isBefore(Instant.EPOCH) && !at.isAfter(LAST);
    }
}
