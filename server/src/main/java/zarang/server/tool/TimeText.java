package zarang.server.tool;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Times as a person at this machine reads them: moments local, to the second, and with their zone.
 */
final class TimeText {
    private TimeText() {}

    /**
     * Such as {@code 2026-11-27T19:41:10+03:30}; {@code never} for none.
     *
     * @param instant as JSON has it, in UTC
     */
    static String of(JsonNode instant) {
        return instant.isString() ? of(Instant.parse(instant.asString())) : "never";
    }

    private static String of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .atZone(ZoneId.systemDefault())
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** {@code 9.4 s}, {@code 4:31}, {@code 1:02:03}; less than nothing is nothing. */
    static String span(Duration span) {
        Duration lasted = span.isNegative() ? Duration.ZERO : span;
        if (lasted.toMinutes() == 0) {
            return lasted.toSeconds() + "." + lasted.toMillisPart() / 100 + " s";
        }
        return lasted.toHours() == 0
                ? String.format(Locale.ROOT, "%d:%02d", lasted.toMinutes(), lasted.toSecondsPart())
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        lasted.toHours(),
                        lasted.toMinutesPart(),
                        lasted.toSecondsPart());
    }
}
