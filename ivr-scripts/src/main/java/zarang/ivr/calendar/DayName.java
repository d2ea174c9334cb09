package zarang.ivr.calendar;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What hours are written for: a day of the week, which begins with Saturday, or a kind of day. */
public enum DayName {
    SATURDAY,
    SUNDAY,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    /** A day of the week that is no weekend. */
    WORKDAY,
    /** A day of the weekend. */
    WEEKEND,
    /** A day that a table of holidays names. */
    HOLIDAY;

    static DayName of(DayOfWeek day) {
        return valueOf(day.name());
    }

    /** As it is written. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    static String shown(DayOfWeek day) {
        String name = day.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    static Optional<DayOfWeek> weekday(String written) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> of(day).text().equals(written))
                .findFirst();
    }
}
