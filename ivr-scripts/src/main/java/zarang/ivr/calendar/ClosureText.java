package zarang.ivr.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A closure as it is kept: a JSON object. */
final class ClosureText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int YEAR_MAX = 9999;

    private ClosureText() {}

    private record Kept(String by, String at, @Nullable String until, String reason) {}

    static String write(CalendarClosure closure) {
        return JSON.writeValueAsString(
                new Kept(
                        closure.by(),
                        closure.at().toString(),
                        closure.until().map(Instant::toString).orElse(null),
                        closure.reason()));
    }

    /** A calendar has no day that is further off. */
    private static Instant until(String text) {
        Instant until = Instant.parse(text);
        if (until.atZone(ZoneOffset.UTC).getYear() > YEAR_MAX) {
            throw new DateTimeException("no year of a calendar: " + text);
        }
        return until;
    }

    /** Empty if it is damaged. */
    static Optional<CalendarClosure> read(String text) {
        try {
            Kept kept = JSON.readValue(text, Kept.class);
            return Optional.of(
                    new CalendarClosure(
                            kept.by(),
                            Instant.parse(kept.at()),
                            Optional.ofNullable(kept.until()).map(ClosureText::until),
                            kept.reason()));
        } catch (JacksonException | DateTimeException | NullPointerException damaged) {
            return Optional.empty();
        }
    }
}
