package zarang.ivr.speech;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import zarang.ivr.calendar.JalaliDate;

/** A calendar in which dates are spoken. */
public enum DateCalendar {
    /** The solar calendar of Iran. */
    JALALI {
        @Override
        Day day(LocalDate date) {
            JalaliDate jalali = JalaliDate.of(date);
            return new Day(jalali.year(), jalali.month(), jalali.day());
        }
    },
    GREGORIAN {
        @Override
        Day day(LocalDate date) {
            return new Day(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
        }
    };

    /**
     * A day as the calendar counts it.
     *
     * @param month from 1
     */
    record Day(int year, int month, int day) {}

    /** The day that a date is. */
    abstract Day day(LocalDate date);

    static String[] names() {
        return Arrays.stream(values())
                .map(calendar -> calendar.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }
}
