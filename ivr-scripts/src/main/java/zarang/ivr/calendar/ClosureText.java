package zarang.ivr.calendar;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A closure as it is kept: a JSON object. */
final class ClosureText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

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

    /** Empty if it is damaged. */
    static Optional<CalendarClosure> read(String text) {
        try {
            Kept kept = JSON.readValue(text, Kept.class);
            return Optional.of(
                    new CalendarClosure(
                            kept.by(),
                            Instant.parse(kept.at()),
                            Optional.ofNullable(kept.until()).map(Instant::parse),
                            kept.reason()));
        } catch (JacksonException | DateTimeParseException | NullPointerException damaged) {
            return Optional.empty();
        }
    }
}
