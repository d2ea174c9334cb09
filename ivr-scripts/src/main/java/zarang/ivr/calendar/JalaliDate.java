package zarang.ivr.calendar;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A date of the Jalali (Solar Hijri) calendar, converted by ICU4J.
 *
 * @param month 1-12
 * @param day 1-31
 */
public record JalaliDate(int year, int month, int day) {
    private static final ULocale PERSIAN = new ULocale("fa_IR@calendar=persian");

    public static JalaliDate of(LocalDate date) {
        Calendar calendar = calendar();
        calendar.setTimeInMillis(TimeUnit.DAYS.toMillis(date.toEpochDay()));
        return new JalaliDate(
                calendar.get(Calendar.YEAR),
                calendar.get(Calendar.MONTH) + 1,
                calendar.get(Calendar.DAY_OF_MONTH));
    }

    /** The same day as ISO 8601 counts; empty if the calendar has no such day (30 Esfand). */
    public Optional<LocalDate> date() {
        Calendar calendar = calendar();
        calendar.setLenient(false);
        calendar.set(year, month - 1, day);
        try {
            long ms = calendar.getTimeInMillis();
            return Optional.of(LocalDate.ofEpochDay(TimeUnit.MILLISECONDS.toDays(ms)));
        } catch (IllegalArgumentException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Calendar calendar() {
        Calendar calendar = Calendar.getInstance(TimeZone.GMT_ZONE, PERSIAN);
        calendar.clear();
        return calendar;
    }

    /** {@code 1405-09-05}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    }
}
