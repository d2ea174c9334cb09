package zarang.ivr.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.ivr.variable.AsciiDigits;

/**
 * Dates as admins write them: the year says which calendar it is. Digits may be Persian or Arabic.
 */
public final class WrittenDates {
    /** What is taken, in words. */
    public static final String EXPECTED =
            "a Jalali date from 1300-01-01 to 1430-12-30 or a Gregorian one from 1900-01-01 to"
                    + " 2100-12-31";

    private static final Pattern DATE =
            Pattern.compile("([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})");
    private static final Pattern DAY = Pattern.compile("([0-9]{1,2})[-/]([0-9]{1,2})");

    private WrittenDates() {}

    /** A date; empty if it is none. */
    public static Optional<LocalDate> date(String written) {
        Matcher parts = DATE.matcher(AsciiDigits.of(written));
        if (!parts.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(parts.group(1));
        int month = Integer.parseInt(parts.group(2));
        int day = Integer.parseInt(parts.group(3));
        if (year >= 1300 && year <= 1430) {
            return new JalaliDate(year, month, day).date();
        }
        return year >= 1900 && year <= 2100 ? gregorian(year, month, day) : Optional.empty();
    }

    /** What is wrong with a date, to be read after a ';'; empty if nothing is known of it. */
    static String fault(String written) {
        Matcher parts = DATE.matcher(AsciiDigits.of(written));
        if (!parts.matches()) {
            return "";
        }
        int year = Integer.parseInt(parts.group(1));
        if (year > 1430 && year < 1500) {
            return "it looks lunar: write the Jalali or Gregorian date on which it is kept, for the"
                    + " moon is sighted";
        }
        return date(written).isEmpty() && (year < 1430 || year >= 1900)
                ? "its calendar has no such day"
                : "";
    }

    /** A day of every year, as month and day; empty if it is none. */
    static Optional<YearlyDay> yearly(String written, int longestMonth) {
        Matcher parts = DAY.matcher(AsciiDigits.of(written));
        if (!parts.matches()) {
            return Optional.empty();
        }
        YearlyDay day =
                new YearlyDay(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        boolean good =
                day.month() >= 1
                        && day.month() <= 12
                        && day.day() >= 1
                        && day.day() <= longestMonth;
        return good ? Optional.of(day) : Optional.empty();
    }

    private static Optional<LocalDate> gregorian(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
