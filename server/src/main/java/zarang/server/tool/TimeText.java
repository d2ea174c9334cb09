package zarang.server.tool;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/** A moment as a person at this machine reads it: local, to the second, and with its zone. */
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
}
