package zarang.ivr.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When there is somebody to talk to. Of a day the first of these counts: a dated exception, a
 * holiday, the hours of the weekday by its name, those of workdays or the weekend; and of a rule of
 * hours a dated change before the one that stands behind it. Immutable.
 *
 * @param title for people
 * @param changes the last one that counts on a day goes before
 * @param weekends in the order of their dates
 * @param closers who may close it by telephone: numbers in E.164, or extensions of agents
 */
public record BusinessCalendar(
        String name,
        String title,
        ZoneId zone,
        WeekRule week,
        List<WeekRule> changes,
        List<WeekendRule> weekends,
        List<HolidayTable> holidays,
        Map<LocalDate, DatedException> exceptions,
        Set<String> closers) {
    /** How far ahead the next opening is looked for. */
    private static final int DAYS_AHEAD = 60;

    /** How long an opening is followed over midnights. */
    private static final int DAYS_OPEN = 8;

    public BusinessCalendar {
        changes = List.copyOf(changes);
        weekends = List.copyOf(weekends);
        holidays = List.copyOf(holidays);
        exceptions = Map.copyOf(exceptions);
        closers = Set.copyOf(closers);
    }

    /**
     * The hours of a day, and why they are so.
     *
     * @param holiday its title; empty if the day is none
     */
    private record DayPlan(DayHours hours, String why, Optional<String> holiday, String title) {}

    /** One opening, from the begin of a span. */
    private record Opening(ZonedDateTime begins, ZonedDateTime ends, DayPlan plan) {}

    /** What it says of a moment, without closures. */
    public CalendarVerdict at(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Optional<Opening> next = next(now, today.minusDays(1), DAYS_AHEAD);
        if (next.isPresent() && !next.get().begins.toInstant().isAfter(now)) {
            return new CalendarVerdict(
                    CalendarVerdict.State.OPEN,
                    next.get().plan.why,
                    next.get().plan.title,
                    closes(next.get()),
                    Optional.empty());
        }
        DayPlan plan = plan(today);
        return new CalendarVerdict(
                plan.holiday.isPresent()
                        ? CalendarVerdict.State.HOLIDAY
                        : CalendarVerdict.State.CLOSED,
                plan.why,
                plan.title,
                Optional.empty(),
                next.map(Opening::begins));
    }

    /** What it says of a moment while somebody has closed it. */
    CalendarVerdict at(Instant now, CalendarClosure closure) {
        return new CalendarVerdict(
                CalendarVerdict.State.CLOSED_NOW,
                "closed by " + closure.by() + " at " + shown(closure.at().atZone(zone)),
                closure.reason(),
                Optional.empty(),
                closure.until().flatMap(this::opensFrom));
    }

    /** The first moment from {@code from} on at which it is open. */
    private Optional<ZonedDateTime> opensFrom(Instant from) {
        return next(from, from.atZone(zone).toLocalDate().minusDays(1), DAYS_AHEAD)
                .map(opening ->
                        opening.begins.toInstant().isAfter(from)
                                ? opening.begins
                                : from.atZone(zone));
    }

    /** The first opening from a day on that is not over at {@code after}. */
    private Optional<Opening> next(Instant after, LocalDate from, int days) {
        for (int i = 0; i <= days; i++) {
            LocalDate day = from.plusDays(i);
            DayPlan plan = plan(day);
            for (HoursSpan span : plan.hours.spans()) {
                ZonedDateTime ends = span.ends(day, zone);
                if (ends.toInstant().isAfter(after)) {
                    return Optional.of(new Opening(span.begins(day, zone), ends, plan));
                }
            }
        }
        return Optional.empty();
    }

    /** Its end, with the spans that follow without a gap. */
    private Optional<ZonedDateTime> closes(Opening opening) {
        ZonedDateTime end = opening.ends;
        for (int i = 0; i < DAYS_OPEN * 4; i++) {
            Optional<Opening> more =
                    next(end.toInstant(), end.toLocalDate().minusDays(1), 2).filter(following(end));
            if (more.isEmpty()) {
                return Optional.of(end);
            }
            end = more.get().ends;
        }
        return Optional.empty();
    }

    private static Predicate<Opening> following(ZonedDateTime end) {
        return opening -> !opening.begins.toInstant().isAfter(end.toInstant());
    }

    private DayPlan plan(LocalDate day) {
        DatedException exception = exceptions.get(day);
        if (exception != null) {
            String title = exception.title();
            return new DayPlan(
                    exception.hours(),
                    "exception of " + shown(day) + titled(title) + ": " + exception.hours(),
                    Optional.empty(),
                    title);
        }
        for (HolidayTable table : holidays) {
            Optional<String> holiday = table.of(day);
            if (holiday.isPresent()) {
                DayHours hours = hours(day, DayName.HOLIDAY).orElse(DayHours.CLOSED);
                return new DayPlan(
                        hours,
                        "holiday of "
                                + table.name()
                                + " on "
                                + shown(day)
                                + titled(holiday.get())
                                + ": "
                                + hours,
                        holiday,
                        holiday.get());
            }
        }
        return ordinary(day);
    }

    private DayPlan ordinary(LocalDate day) {
        DayName kind =
                weekend(day).contains(day.getDayOfWeek()) ? DayName.WEEKEND : DayName.WORKDAY;
        DayName weekday = DayName.of(day.getDayOfWeek());
        Optional<DayHours> named = hours(day, weekday);
        DayHours hours = named.or(() -> hours(day, kind)).orElse(DayHours.CLOSED);
        DayName by = named.isPresent() ? weekday : kind;
        return new DayPlan(
                hours,
                "hours of " + by.text() + " on " + shown(day) + ": " + hours,
                Optional.empty(),
                "");
    }

    private Optional<DayHours> hours(LocalDate day, DayName name) {
        for (WeekRule change : changes.reversed()) {
            if (change.counts(day) && change.of(name).isPresent()) {
                return change.of(name);
            }
        }
        return week.of(name);
    }

    private Set<DayOfWeek> weekend(LocalDate day) {
        for (WeekendRule rule : weekends.reversed()) {
            if (rule.hasCome(day)) {
                return rule.days();
            }
        }
        return Set.of();
    }

    /**
     * Lunar holidays that it keeps and that no date stands for yet, from a day on, up to another:
     * for the admin, who enters them once they are announced.
     */
    public List<String> missing(LocalDate from, LocalDate until) {
        return holidays.stream()
                .flatMap(table ->
                        table.missing(from, until).stream()
                                .map(each -> "holidays." + table.name() + ".dates: " + each))
                .toList();
    }

    /**
     * Why what it says of a day may be wrong: holidays that go by the moon and have no date yet.
     * For the admin; not for a call, because it takes a while.
     */
    public List<String> doubts(LocalDate day) {
        return exceptions.containsKey(day) || holidays.stream().anyMatch(t -> t.of(day).isPresent())
                ? List.of()
                : holidays.stream().flatMap(table -> table.doubts(day).stream()).toList();
    }

    private static String titled(String title) {
        return title.isEmpty() ? "" : " (" + title + ")";
    }

    private static String shown(LocalDate day) {
        return DayName.shown(day.getDayOfWeek()) + " " + JalaliDate.of(day) + " (" + day + ")";
    }

    /** For people: {@code Saturday 1405-09-07 (2026-11-28) 08:00}. */
    public static String shown(ZonedDateTime at) {
        return shown(at.toLocalDate()) + " " + clock(at);
    }

    /** {@code 08:00}. */
    public static String clock(ZonedDateTime at) {
        return String.format(Locale.ROOT, "%02d:%02d", at.getHour(), at.getMinute());
    }
}
