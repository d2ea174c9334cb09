package zarang.ivr.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import zarang.ivr.variable.AsciiDigits;
import zarang.yaml.Spans;

/** Moments as an admin types them. */
public final class WrittenMoments {
    public static final String EXPECTED =
            "a moment such as 18:30, \"1405-09-07 08:00\", 2026-11-28T08:00, 1405-09-07 or 2h (from"
                    + " now)";

    private WrittenMoments() {}

    /**
     * Reads one; a time alone is its next one, a date alone its first moment.
     *
     * @param zone whose clock it is
     */
    public static Optional<Instant> read(String written, ZoneId zone, Instant now) {
        String text = AsciiDigits.of(written.strip());
        Optional<Instant> later = Spans.parse(text).map(now::plus);
        if (later.isPresent()) {
            return later;
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notOfUtc) {
            String[] parts = text.split("[T ]+", 2);
            Optional<LocalDate> date = WrittenDates.date(parts[0]);
            if (date.isEmpty()) {
                return parts.length == 1
                        ? clock(text).map(time -> next(time, zone, now))
                        : Optional.empty();
            }
            return (parts.length == 1 ? Optional.of(LocalTime.MIDNIGHT) : clock(parts[1]))
                    .map(time -> date.get().atTime(time).atZone(zone).toInstant());
        }
    }

    private static Instant next(LocalTime time, ZoneId zone, Instant now) {
        ZonedDateTime today = now.atZone(zone).toLocalDate().atTime(time).atZone(zone);
        return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
    }

    private static Optional<LocalTime> clock(String text) {
        try {
            return Optional.of(
                    LocalTime.parse(
                            text.length() == 4 && text.indexOf(':') == 1 ? "0" + text : text));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
