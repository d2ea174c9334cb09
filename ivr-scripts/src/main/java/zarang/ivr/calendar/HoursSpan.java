package zarang.ivr.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.ivr.variable.AsciiDigits;

/**
 * Open from one minute to another; it belongs to the day on which it begins.
 *
 * @param from minutes of the day, 0-1439
 * @param to minutes of the same day, more than {@code from}; over 1440 is the next day's
 */
public record HoursSpan(int from, int to) {
    static final int DAY = 24 * 60;

    private static final Pattern SPAN =
            Pattern.compile("([0-9]{1,2}):([0-9]{2}) ?[-–] ?([0-9]{1,2}):([0-9]{2})");

    /**
     * Reads {@code 08:00-12:30}; one that ends no later than it begins ends on the next day; {@code
     * 24:00} is the day's end. Digits may be Persian or Arabic.
     */
    static Optional<HoursSpan> read(String written) {
        Matcher parts = SPAN.matcher(AsciiDigits.of(written));
        if (!parts.matches()) {
            return Optional.empty();
        }
        int from = minute(parts.group(1), parts.group(2));
        int to = minute(parts.group(3), parts.group(4));
        if (from < 0 || from >= DAY || to < 0) {
            return Optional.empty();
        }
        return Optional.of(new HoursSpan(from, to > from ? to : to + DAY));
    }

    /** Minutes since midnight, -1 if there is no such time. */
    private static int minute(String hours, String minutes) {
        int minute = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        return Integer.parseInt(minutes) > 59 || minute > DAY ? -1 : minute;
    }

    ZonedDateTime begins(LocalDate day, ZoneId zone) {
        return at(day, from, zone);
    }

    ZonedDateTime ends(LocalDate day, ZoneId zone) {
        return at(day, to, zone);
    }

    /** By the wall's clock: what a change of the clock leaves out begins right after it. */
    private static ZonedDateTime at(LocalDate day, int minute, ZoneId zone) {
        return day.plusDays(minute / DAY)
                .atTime(LocalTime.ofSecondOfDay(minute % DAY * 60L))
                .atZone(zone);
    }

    /** {@code 08:00-12:30}. */
    @Override
    public String toString() {
        return clock(from) + "-" + clock(to);
    }

    private static String clock(int minute) {
        int shown = minute > DAY ? minute - DAY : minute;
        return String.format(Locale.ROOT, "%02d:%02d", shown / 60, shown % 60);
    }
}
