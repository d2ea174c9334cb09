package zarang.ivr.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

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

    /**
     * A lunar holiday as it is calculated.
     *
     * @param title for people
     */
    private record Calculated(LocalDate day, String title) {
        String shown() {
            return title + " about " + JalaliDate.of(day) + " (" + day + ")";
        }
    }

    /**
     * Lunar holidays from a day on, up to another, that no date stands for: for the admin. A date
     * stands for one of them, first for the one of its title.
     */
    List<String> missing(LocalDate from, LocalDate until) {
        if (lunar.isEmpty()) {
            return List.of();
        }
        List<Calculated> open = calculated(from, until);
        TreeSet<LocalDate> free = new TreeSet<>(dates.keySet());
        open.removeIf(each -> takes(each, free, title -> title.equals(each.title)));
        Set<String> titles = Set.copyOf(lunar.values());
        open.removeIf(each -> takes(each, free, title -> !titles.contains(title)));
        return open.stream()
                .filter(each -> !each.day.isBefore(from) && !each.day.isAfter(until))
                .map(Calculated::shown)
                .toList();
    }

    /** Also those around, which may have the dates that lie between. */
    private List<Calculated> calculated(LocalDate from, LocalDate until) {
        List<Calculated> all = new ArrayList<>();
        LocalDate last = until.plusDays(2 * SIGHTING_DAYS);
        for (LocalDate day = from.minusDays(2 * SIGHTING_DAYS);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            LocalDate now = day;
            lunarDay(now).map(lunar::get).ifPresent(title -> all.add(new Calculated(now, title)));
        }
        return all;
    }

    private boolean takes(Calculated holiday, TreeSet<LocalDate> free, Predicate<String> title) {
        Optional<LocalDate> date =
                free
                        .subSet(
                                holiday.day.minusDays(SIGHTING_DAYS),
                                true,
                                holiday.day.plusDays(SIGHTING_DAYS),
                                true)
                        .stream()
                        .filter(each -> title.test(dates.getOrDefault(each, "")))
                        .findFirst();
        date.ifPresent(free::remove);
        return date.isPresent();
    }

    /**
     * Why a day may be a holiday that is not written here: lunar ones around it have no date yet,
     * or are not known so far ahead.
     */
    List<String> doubts(LocalDate day) {
        if (!lunar.isEmpty() && lunarDay(day).isEmpty()) {
            return List.of("lunar holidays are not calculated for " + day.getYear());
        }
        return missing(day.minusDays(SIGHTING_DAYS), day.plusDays(SIGHTING_DAYS)).stream()
                .map(each -> each + " has no date yet")
                .toList();
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
