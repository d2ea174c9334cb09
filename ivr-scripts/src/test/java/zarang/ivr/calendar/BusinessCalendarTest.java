package zarang.ivr.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.ivr.calendar.CalendarVerdict.State;

/** What a calendar says of a moment: each rule on the day before it and the day after. */
class BusinessCalendarTest {
    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
    private static final String OFFICE =
            """
            weekends:
              - days: [friday]
              - {from: 1404-01-01, days: [thursday, friday]}
              - {from: ۱۴۰۵/۰۷/۰۱, days: [friday, saturday]}
            holidays:
              iran:
                jalali:
                  "01-01": نوروز
                  "۰۱-۱۳": روز طبیعت
                  "12-29": ملی شدن صنعت نفت
                gregorian: {"12-25": میلاد مسیح}
                lunar: {"01-10": عاشورا}
                dates:
                  1405-04-05: عاشورا
                  1405-10-05..1405-10-06: آلودگی هوا
            calendars:
              office:
                title: دفتر
                holidays: [iran]
                hours:
                  workday: [08:00-12:30, 13:30-17:00]
                  holiday: closed
                changes:
                  - {from: 1405-03-15, until: 1405-06-15, workday: "۰۷:۰۰-۱۳:۰۰"}
                exceptions:
                  1405-12-28: 08:00-10:00
                  1405-12-29: {hours: 09:00-10:00, title: تحویل سال}
              night:
                hours: {workday: 22:00-06:00, thursday: closed, weekend: closed}
              always:
                hours: {workday: all-day, weekend: all-day}
              bourse:
                time-zone: Europe/Berlin
                hours: {monday: 00:00-24:00}
            """;

    @TempDir Path folder;

    private BusinessCalendar calendar(String name) {
        return CalendarFiles.good(folder, OFFICE).find(name).orElseThrow();
    }

    private static Instant at(String jalali, String clock) {
        LocalDate day = WrittenDates.date(jalali).orElseThrow();
        return LocalDateTime.parse(day + "T" + clock).atZone(TEHRAN).toInstant();
    }

    private State state(String name, String jalali, String clock) {
        return calendar(name).at(at(jalali, clock)).state();
    }

    @Test
    void aDayHasSeveralSpansAndTheirEndsAreClosed() {
        assertThat(state("office", "1405-02-05", "07:59:59")).isEqualTo(State.CLOSED);
        assertThat(state("office", "1405-02-05", "08:00:00")).isEqualTo(State.OPEN);
        assertThat(state("office", "1405-02-05", "12:29:59")).isEqualTo(State.OPEN);
        assertThat(state("office", "1405-02-05", "12:30:00")).isEqualTo(State.CLOSED);
        assertThat(state("office", "1405-02-05", "13:30:00")).isEqualTo(State.OPEN);
        assertThat(state("office", "1405-02-05", "17:00:00")).isEqualTo(State.CLOSED);
    }

    @Test
    void itSaysWhenItClosesAndWhenItOpensNext() {
        CalendarVerdict open = calendar("office").at(at("1405-02-05", "09:00:00"));
        assertThat(open.closes().map(ZonedDateTime::toInstant))
                .contains(at("1405-02-05", "12:30:00"));
        assertThat(open.opens()).isEmpty();
        assertThat(open.why())
                .isEqualTo(
                        "hours of workday on Saturday 1405-02-05 (2026-04-25): 08:00-12:30,"
                                + " 13:30-17:00");
        CalendarVerdict noon = calendar("office").at(at("1405-02-05", "13:00:00"));
        assertThat(noon.opens().map(ZonedDateTime::toInstant))
                .contains(at("1405-02-05", "13:30:00"));
        // 1405-02-09 is a Wednesday; Thursday and Friday are the weekend then
        CalendarVerdict evening = calendar("office").at(at("1405-02-09", "17:00:00"));
        assertThat(evening.opens().map(BusinessCalendar::shown))
                .contains("Saturday 1405-02-12 (2026-05-02) 08:00");
    }

    @Test
    void theWeekendIsAnotherOneFromItsDateOn() {
        // before 1404 Friday alone, then Thursday and Friday, from Mehr 1405 on Friday and Saturday
        assertThat(state("office", "1403-12-23", "09:00:00")).isEqualTo(State.OPEN);
        assertThat(state("office", "1403-12-24", "09:00:00")).isEqualTo(State.CLOSED);
        assertThat(state("office", "1404-01-07", "09:00:00")).isEqualTo(State.CLOSED);
        assertThat(state("office", "1404-01-09", "09:00:00")).isEqualTo(State.OPEN);
        // the last Thursday and Saturday before the change, the first after it
        assertThat(state("office", "1405-06-26", "09:00:00")).isEqualTo(State.CLOSED);
        assertThat(state("office", "1405-06-28", "09:00:00")).isEqualTo(State.OPEN);
        assertThat(state("office", "1405-07-02", "09:00:00")).isEqualTo(State.OPEN);
        assertThat(state("office", "1405-07-04", "09:00:00")).isEqualTo(State.CLOSED);
    }

    @Test
    void summerHoursBeginAndEndOnTheirDays() {
        assertThat(state("office", "1405-03-13", "07:30:00")).isEqualTo(State.CLOSED);
        assertThat(state("office", "1405-03-16", "07:30:00")).isEqualTo(State.OPEN);
        assertThat(state("office", "1405-03-16", "14:00:00")).isEqualTo(State.CLOSED);
        assertThat(state("office", "1405-06-15", "07:30:00")).isEqualTo(State.OPEN);
        assertThat(state("office", "1405-06-16", "07:30:00")).isEqualTo(State.CLOSED);
        assertThat(state("office", "1405-06-16", "14:00:00")).isEqualTo(State.OPEN);
    }

    @Test
    void holidaysOfThreeKindsCloseAndNoOtherDayDoes() {
        assertThat(state("office", "1405-01-01", "09:00:00")).isEqualTo(State.HOLIDAY);
        assertThat(state("office", "1405-01-02", "09:00:00")).isEqualTo(State.OPEN);
        assertThat(state("office", "1406-01-01", "09:00:00")).isEqualTo(State.HOLIDAY);
        assertThat(state("office", "1405-01-12", "09:00:00")).isEqualTo(State.OPEN);
        assertThat(state("office", "1405-01-13", "09:00:00")).isEqualTo(State.HOLIDAY);
        assertThat(state("office", "1405-10-04", "09:00:00")).isEqualTo(State.HOLIDAY);
        CalendarVerdict polluted = calendar("office").at(at("1405-10-06", "09:00:00"));
        assertThat(polluted.state()).isEqualTo(State.HOLIDAY);
        assertThat(polluted.title()).isEqualTo("آلودگی هوا");
        assertThat(polluted.why())
                .isEqualTo(
                        "holiday of iran on Sunday 1405-10-06 (2026-12-27) (آلودگی هوا): closed");
        assertThat(state("office", "1405-10-07", "09:00:00")).isEqualTo(State.OPEN);
    }

    @Test
    void aLunarHolidayClosesOnTheDayOnWhichItIsKeptAndNotOnTheCalculatedOne() {
        // Ashura of 1448 is 10 Muharram; Umm al-Qura has it on 2026-06-25 or so, the table on 26
        assertThat(state("office", "1405-04-04", "09:00:00")).isNotEqualTo(State.HOLIDAY);
        assertThat(state("office", "1405-04-05", "09:00:00")).isEqualTo(State.HOLIDAY);
        HolidayTable iran = calendar("office").holidays().getFirst();
        assertThat(iran.missing(LocalDate.of(2026, 3, 21), LocalDate.of(2027, 3, 20))).isEmpty();
        assertThat(iran.missing(LocalDate.of(2027, 3, 21), LocalDate.of(2028, 3, 19)))
                .containsExactly("عاشورا about 1406-03-25 (2027-06-15)");
    }

    @Test
    void aDateStandsForOneLunarHolidayAndFirstForTheOneOfItsTitle() {
        HolidayTable moon =
                new HolidayTable(
                        "moon",
                        Map.of(),
                        Map.of(),
                        Map.of(new YearlyDay(1, 9), "تاسوعا", new YearlyDay(1, 10), "عاشورا"),
                        Map.of(LocalDate.of(2026, 6, 26), "عاشورا"));
        assertThat(moon.missing(LocalDate.of(2026, 3, 21), LocalDate.of(2027, 3, 20)))
                .containsExactly("تاسوعا about 1405-04-03 (2026-06-24)");
        HolidayTable both =
                new HolidayTable(
                        "moon",
                        Map.of(),
                        Map.of(),
                        moon.lunar(),
                        Map.of(
                                LocalDate.of(2026, 6, 25), "تاسوعای حسینی",
                                LocalDate.of(2026, 6, 26), "عاشورای حسینی"));
        assertThat(both.missing(LocalDate.of(2026, 3, 21), LocalDate.of(2027, 3, 20))).isEmpty();
    }

    @Test
    void aDayNearALunarHolidayWithoutADateIsInDoubtAndNoOtherIs() {
        BusinessCalendar office = calendar("office");
        assertThat(office.doubts(LocalDate.of(2027, 6, 13)))
                .containsExactly("عاشورا about 1406-03-25 (2027-06-15) has no date yet");
        assertThat(office.doubts(LocalDate.of(2027, 6, 17))).hasSize(1);
        assertThat(office.doubts(LocalDate.of(2027, 6, 18))).isEmpty();
        assertThat(office.doubts(LocalDate.of(2026, 6, 24))).as("1405 has its date").isEmpty();
        assertThat(office.doubts(LocalDate.of(2200, 6, 24)))
                .containsExactly("lunar holidays are not calculated for 2200");
        assertThat(calendar("night").doubts(LocalDate.of(2027, 6, 15))).isEmpty();
    }

    @Test
    void anExceptionGoesBeforeHolidayAndWeekend() {
        assertThat(state("office", "1405-12-28", "09:00:00")).isEqualTo(State.OPEN);
        assertThat(state("office", "1405-12-28", "10:00:00")).isEqualTo(State.CLOSED);
        CalendarVerdict turn = calendar("office").at(at("1405-12-29", "09:30:00"));
        assertThat(turn.state()).isEqualTo(State.OPEN);
        assertThat(turn.title()).isEqualTo("تحویل سال");
        assertThat(state("office", "1405-12-29", "10:30:00")).isEqualTo(State.CLOSED);
    }

    @Test
    void aSpanOverMidnightBelongsToTheDayOnWhichItBegins() {
        // Wednesday's night ends on Thursday, which is closed itself, and so is Friday
        assertThat(state("night", "1405-02-09", "21:59:59")).isEqualTo(State.CLOSED);
        assertThat(state("night", "1405-02-09", "22:00:00")).isEqualTo(State.OPEN);
        assertThat(state("night", "1405-02-10", "05:59:59")).isEqualTo(State.OPEN);
        assertThat(state("night", "1405-02-10", "06:00:00")).isEqualTo(State.CLOSED);
        assertThat(state("night", "1405-02-11", "00:30:00")).isEqualTo(State.CLOSED);
        assertThat(state("night", "1405-02-12", "00:30:00")).isEqualTo(State.CLOSED);
        assertThat(calendar("night").at(at("1405-02-09", "23:00:00")).closes())
                .map(BusinessCalendar::shown)
                .contains("Thursday 1405-02-10 (2026-04-30) 06:00");
    }

    @Test
    void whatNeverClosesSaysNoEndAndWhatNeverOpensNoBegin() {
        assertThat(calendar("always").at(at("1405-02-09", "23:00:00")))
                .matches(verdict -> verdict.state() == State.OPEN)
                .matches(verdict -> verdict.closes().isEmpty());
        Calendars never =
                CalendarFiles.good(folder, "calendars: {never: {hours: {workday: closed}}}\n");
        assertThat(never.find("never").orElseThrow().at(Instant.EPOCH))
                .matches(verdict -> verdict.state() == State.CLOSED)
                .matches(verdict -> verdict.opens().isEmpty());
    }

    @Test
    void theClockIsThatOfItsTimeZoneAlsoWhereItWasChanged() {
        BusinessCalendar office = calendar("office");
        // summer of 2022 had +04:30; since then Iran has +03:30 all year
        assertThat(office.at(Instant.parse("2022-07-02T03:29:59Z")).state())
                .isEqualTo(State.CLOSED);
        assertThat(office.at(Instant.parse("2022-07-02T03:30:00Z")).state()).isEqualTo(State.OPEN);
        assertThat(office.at(Instant.parse("2023-07-01T04:29:59Z")).state())
                .isEqualTo(State.CLOSED);
        assertThat(office.at(Instant.parse("2023-07-01T04:30:00Z")).state()).isEqualTo(State.OPEN);
        // a day of 23 hours and one of 25: Monday 2026 has neither, the Sundays before them have
        BusinessCalendar bourse = calendar("bourse");
        assertThat(bourse.at(Instant.parse("2026-03-29T21:59:59Z")).state())
                .isEqualTo(State.CLOSED);
        assertThat(bourse.at(Instant.parse("2026-03-29T22:00:00Z")).state()).isEqualTo(State.OPEN);
        assertThat(bourse.at(Instant.parse("2026-10-25T22:59:59Z")).state())
                .isEqualTo(State.CLOSED);
        assertThat(bourse.at(Instant.parse("2026-10-25T23:00:00Z")).state()).isEqualTo(State.OPEN);
    }

    @Test
    void aClosureGoesBeforeAllAndSaysWhenItOpensAgain() {
        BusinessCalendar office = calendar("office");
        Instant now = at("1405-02-05", "09:00:00");
        CalendarClosure short1 =
                new CalendarClosure(
                        "agent 2001", now, Optional.of(at("1405-02-05", "12:45:00")), "برق");
        CalendarVerdict closed = office.at(now, short1);
        assertThat(closed.state()).isEqualTo(State.CLOSED_NOW);
        assertThat(closed.title()).isEqualTo("برق");
        assertThat(closed.opens().map(ZonedDateTime::toInstant))
                .contains(at("1405-02-05", "13:30:00"));
        assertThat(short1.counts(at("1405-02-05", "12:44:59"))).isTrue();
        assertThat(short1.counts(at("1405-02-05", "12:45:00"))).isFalse();
        assertThat(
                        office.at(now, new CalendarClosure("agent 2001", now, Optional.empty(), ""))
                                .opens())
                .isEmpty();
    }

    /** Whatever opens next is open then, and was not a second before. */
    @Test
    void theNextOpeningIsOneAndNothingOpensBeforeIt() {
        long seed = Long.getLong("seed", 20_261_126L);
        SplittableRandom random = new SplittableRandom(seed);
        Calendars calendars = CalendarFiles.good(folder, OFFICE);
        for (int i = 0; i < 3_000; i++) {
            BusinessCalendar calendar =
                    calendars.find(i % 2 == 0 ? "office" : "night").orElseThrow();
            Instant now =
                    Instant.parse("2025-03-21T00:00:00Z").plusSeconds(random.nextInt(70_000_000));
            CalendarVerdict verdict = calendar.at(now);
            if (verdict.state() == State.OPEN) {
                Instant end = verdict.closes().orElseThrow().toInstant();
                assertThat(calendar.at(end.minusSeconds(1)).state())
                        .as("seed %d", seed)
                        .isEqualTo(State.OPEN);
                assertThat(calendar.at(end).state()).as("seed %d", seed).isNotEqualTo(State.OPEN);
            } else {
                Instant begin = verdict.opens().orElseThrow().toInstant();
                assertThat(calendar.at(begin).state()).as("seed %d", seed).isEqualTo(State.OPEN);
                Instant between =
                        now.plusMillis(
                                (long)
                                        (random.nextDouble()
                                                * (begin.toEpochMilli() - now.toEpochMilli())));
                assertThat(calendar.at(between).state())
                        .as("seed %d", seed)
                        .isNotEqualTo(State.OPEN);
            }
        }
    }
}
