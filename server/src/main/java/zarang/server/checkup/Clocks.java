package zarang.server.checkup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Clocks: points and service levels are dated by them. */
final class Clocks {
    private static final Duration APART_MAX = Duration.ofSeconds(2);
    private static final Instant NOT_BEFORE = Instant.parse("2025-01-01T00:00:00Z");

    private Clocks() {}

    /** Whether the machine's clock was set at all. */
    static Check own(Instant now) {
        return now.isBefore(NOT_BEFORE)
                ? Check.fault(
                        "clock", "it is " + shown(now) + " here: set the clock, run an NTP client")
                : Check.ok("clock", "it is " + shown(now));
    }

    private static String shown(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The two, looked at in the same moment. */
    static Check apart(Instant here, Instant redis) {
        Duration apart = Duration.between(here, redis).abs();
        return apart.compareTo(APART_MAX) > 0
                ? Check.fault(
                        "clock",
                        "the clock of Redis is "
                                + apart.toSeconds()
                                + " s away from this machine's: run an NTP client on both")
                : Check.ok("clock", "Redis has the same time");
    }
}
