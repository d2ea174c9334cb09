package zarang.ivr.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in calendars.yaml, as an admin reads them. */
class CalendarsReaderTest {
    private static final String HOURS = CalendarKinds.hours().expected();

    @TempDir Path folder;

    @Test
    void eachMistakeHasItsPlaceAndWhatToWriteInstead() {
        assertThat(
                        CalendarFiles.faults(
                                folder,
                                """
                                weekends:
                                  - days: [fryday]
                                holidays:
                                  iran:
                                    jalali: {"13-01": x, "1-13": a, "01-13": b}
                                    dates: {1404-12-30: x, 1448-01-10: y, 1405-01-04..1405-01-01: z}
                                calendars:
                                  office:
                                    holidays: [iron]
                                    time-zone: Tehran
                                    hours: {workdays: 08:00-12:00, friday: [08:00-12:00, 11:00-13:00]}
                                    changes:
                                      - {from: 1405-03-15, until: 1405-03-14, saturday: 25:00-26:00}
                                    exceptions: {1405-12-28: off, 1405-12-27: {hour: closed}}
                                    closers: ["+98 912 123 45 67", "drop table;"]
                                  idle: {title: هیچ}
                                """))
                .containsExactly(
                        "calendars.yaml:2:12: weekends[0].days[0]: found 'fryday', expected a day"
                                + " from saturday to friday",
                        "calendars.yaml:5:14: holidays.iran.jalali.13-01: found '13-01', expected"
                                + " month and day such as 01-13",
                        "calendars.yaml:5:37: holidays.iran.jalali.01-13: names a day that another"
                                + " line names, expected each day once",
                        "calendars.yaml:6:13: holidays.iran.dates.1404-12-30: found '1404-12-30',"
                                + " expected "
                                + WrittenDates.EXPECTED
                                + "; its calendar has no such day",
                        "calendars.yaml:6:28: holidays.iran.dates.1448-01-10: found '1448-01-10',"
                                + " expected "
                                + WrittenDates.EXPECTED
                                + "; it looks lunar: write the Jalali or Gregorian date on which it"
                                + " is kept, for the moon is sighted",
                        "calendars.yaml:6:43: holidays.iran.dates.1405-01-04..1405-01-01: found an"
                                + " end before its begin, expected 1 to 31 days",
                        "calendars.yaml:9:15: calendars.office.holidays: there is no table of"
                                + " holidays 'iron'; did you mean 'iran'?",
                        "calendars.yaml:10:16: calendars.office.time-zone: found 'Tehran', expected"
                                + " a time zone such as Asia/Tehran",
                        "calendars.yaml:11:13: calendars.office.hours.workdays: unknown key; did"
                                + " you mean 'workday'?",
                        "calendars.yaml:11:44: calendars.office.hours.friday: 08:00-12:00 and"
                                + " 11:00-13:00 overlap, expected spans apart from one another",
                        "calendars.yaml:13:16: calendars.office.changes[0].from: changes no hours,"
                                + " expected workday or a day",
                        "calendars.yaml:13:35: calendars.office.changes[0].until: is before its"
                                + " from, expected it later",
                        "calendars.yaml:13:57: calendars.office.changes[0].saturday: found"
                                + " '25:00-26:00', expected "
                                + HOURS,
                        "calendars.yaml:14:30: calendars.office.exceptions.1405-12-28: found 'off',"
                                + " expected "
                                + HOURS,
                        "calendars.yaml:14:47: calendars.office.exceptions.1405-12-27.hours: is"
                                + " missing, expected "
                                + HOURS,
                        "calendars.yaml:14:48: calendars.office.exceptions.1405-12-27.hour: unknown"
                                + " key, expected hours and title",
                        "calendars.yaml:15:36: calendars.office.closers[1]: found 'drop table;',"
                                + " expected a telephone number or an agent's extension, in quotes",
                        "calendars.yaml:16:9: calendars.idle.hours.workday: is missing, and so are"
                                + " all other hours: this calendar never opens; expected "
                                + HOURS);
    }

    @Test
    void aFileThatIsNotThereIsNoCalendar() {
        assertThat(CalendarFiles.good(folder, "").names()).isEmpty();
    }

    @Test
    void jalaliDatesAreThoseOfTheCalendarOnTheWall() {
        assertThat(WrittenDates.date("1405-01-01")).contains(LocalDate.of(2026, 3, 21));
        assertThat(WrittenDates.date("۱۴۰۴/۱۲/۲۹")).contains(LocalDate.of(2026, 3, 20));
        assertThat(WrittenDates.date("1403-12-30")).contains(LocalDate.of(2025, 3, 20));
        assertThat(WrittenDates.date("1404-12-30")).isEmpty();
        assertThat(WrittenDates.date("1357-11-22")).contains(LocalDate.of(1979, 2, 11));
        assertThat(WrittenDates.date("2026-02-29")).isEmpty();
        for (LocalDate day = LocalDate.of(1921, 3, 21);
                day.isBefore(LocalDate.of(2052, 3, 19));
                day = day.plusDays(1)) {
            assertThat(JalaliDate.of(day).date()).contains(day);
        }
        // and 1448-01-10 of the lunar calendar is not taken for a Jalali date of 2069
        assertThat(WrittenDates.date("1448-01-10")).isEmpty();
        assertThat(LocalDate.from(HijrahDate.of(1448, 1, 10)))
                .isBetween(LocalDate.of(2026, 6, 24), LocalDate.of(2026, 6, 27));
    }
}
