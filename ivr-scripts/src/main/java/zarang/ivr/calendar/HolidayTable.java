package zarang.ivr.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Holidays with their titles. Immutable.
 *
 * @param jalali of every year, by the Jalali calendar
 * @param gregorian of every year, by the Gregorian calendar
 * @param lunar of every year, by the lunar Hijri calendar: these are only looked for among the
 *     dates, for the moon is sighted and a calculated day may be off by one
 * @param dates single days
 */
record HolidayTable(
        String name,
        Map<YearlyDay, String> jalali,
        Map<YearlyDay, String> gregorian,
        Map<YearlyDay, String> lunar,
        Map<LocalDate, String> dates) {
    /** How far a lunar day may be from the calculated one. */
    private static final int SIGHTING_DAYS = 2;

    HolidayTable {
        jalali = Map.copyOf(jalali);
        gregorian = Map.copyOf(gregorian);
        lunar = Map.copyOf(lunar);
        dates = Map.copyOf(dates);
    }

    /** The holiday of a day. */
    Optional<String> of(LocalDate day) {
        String dated = dates.get(day);
        if (dated != null) {
            return Optional.of(dated);
        }
        String western = gregorian.get(new YearlyDay(day.getMonthValue(), day.getDayOfMonth()));
        if (western != null || jalali.isEmpty()) {
            return Optional.ofNullable(western);
        }
        JalaliDate solar = JalaliDate.of(day);
        return Optional.ofNullable(jalali.get(new YearlyDay(solar.month(), solar.day())));
    }

    /** Lunar holidays from a day on, up to another, that no date stands near to: for the admin. */
    List<String> missing(LocalDate from, LocalDate until) {
        List<String> missing = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
            LocalDate calculated = day;
            lunarDay(calculated)
                    .map(lunar::get)
                    .filter(title -> !isNear(calculated))
                    .ifPresent(title ->
                            missing.add(
                                    title
                                            + " about "
                                            + JalaliDate.of(calculated)
                                            + " ("
                                            + calculated
                                            + ")"));
        }
        return missing;
    }

    private boolean isNear(LocalDate calculated) {
        return IntStream.rangeClosed(-SIGHTING_DAYS, SIGHTING_DAYS)
                .anyMatch(days -> dates.containsKey(calculated.plusDays(days)));
    }

    /** By the Umm al-Qura calendar of the JDK, which ends some day. */
    private static Optional<YearlyDay> lunarDay(LocalDate day) {
        try {
            HijrahDate date = HijrahDate.from(day);
            return Optional.of(
                    new YearlyDay(
                            date.get(ChronoField.MONTH_OF_YEAR),
                            date.get(ChronoField.DAY_OF_MONTH)));
        } catch (DateTimeException beyond) {
            return Optional.empty();
        }
    }
}
