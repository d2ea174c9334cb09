package zarang.ivr.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Values;
import zarang.ivr.variable.AsciiDigits;

/** The keys of {@code calendars.yaml}, a file that need not be there. */
public final class CalendarKeys {
    static final String FILE = "calendars.yaml";

    private static final KeyTable TABLE = KeyTable.ofOptional(FILE);

    static final Key<LocalDate> WEEKEND_FROM =
            TABLE.without(
                    "weekends[*].from",
                    CalendarKinds.date(),
                    "since ever",
                    "The first day on which this is the weekend.");
    static final Key<List<DayOfWeek>> WEEKEND_DAYS =
            TABLE.without(
                    "weekends[*].days",
                    CalendarKinds.weekdays(),
                    "[friday]",
                    "The days of the weekend from then on. The item with the latest `from` that has"
                            + " come counts.");
    static final Key<Map<YearlyDay, String>> JALALI =
            TABLE.without(
                    "holidays.*.jalali",
                    CalendarKinds.yearly("Jalali", 31),
                    "none",
                    "Holidays of every year by the Jalali calendar.");
    static final Key<Map<YearlyDay, String>> GREGORIAN =
            TABLE.without(
                    "holidays.*.gregorian",
                    CalendarKinds.yearly("Gregorian", 31),
                    "none",
                    "Holidays of every year by the Gregorian calendar.");
    static final Key<Map<YearlyDay, String>> LUNAR =
            TABLE.without(
                    "holidays.*.lunar",
                    CalendarKinds.yearly("lunar Hijri", 30),
                    "none",
                    "Holidays of every year by the lunar calendar. They close nothing, for the moon"
                            + " is sighted: `calendar check` warns while `dates` has none within two"
                            + " days of a calculated one.");
    static final Key<Map<LocalDate, String>> DATES =
            TABLE.without(
                    "holidays.*.dates",
                    CalendarKinds.dates(),
                    "none",
                    "Single holidays: the lunar ones of a year as they are announced, and those"
                            + " that come overnight.");
    static final Key<String> TITLE =
            TABLE.without(
                    "calendars.*.title",
                    new Kind<>("a title of 1 to 120 letters", false, CalendarKinds::title),
                    "its name",
                    "For people.");
    static final Key<ZoneId> ZONE =
            TABLE.of(
                    "calendars.*.time-zone",
                    CalendarKinds.zone(),
                    "Asia/Tehran",
                    "Whose clock its hours are.");
    static final Key<List<String>> HOLIDAYS =
            TABLE.without(
                    "calendars.*.holidays",
                    Kind.several(Values.name(), 1, 8),
                    "none",
                    "Tables of holidays that it keeps.");
    static final Map<DayName, Key<DayHours>> HOURS = hours("calendars.*.hours.", "closed");
    static final Key<DayHours> WORKDAY = Objects.requireNonNull(HOURS.get(DayName.WORKDAY));
    static final Key<LocalDate> CHANGE_FROM =
            TABLE.without(
                    "calendars.*.changes[*].from",
                    CalendarKinds.date(),
                    Key.REQUIRED,
                    "The first day on which these hours count instead. What a change does not name"
                            + " stays.");
    static final Key<LocalDate> CHANGE_UNTIL =
            TABLE.without(
                    "calendars.*.changes[*].until",
                    CalendarKinds.date(),
                    "for good",
                    "The last day on which they do.");
    static final Map<DayName, Key<DayHours>> CHANGED =
            hours("calendars.*.changes[*].", "as before");
    static final Key<Map<LocalDate, DatedException>> EXCEPTIONS =
            TABLE.without(
                    "calendars.*.exceptions",
                    CalendarKinds.exceptions(),
                    "none",
                    "Hours of single days, before holidays and the week.");
    static final Key<List<String>> CLOSERS =
            TABLE.without(
                    "calendars.*.closers",
                    Kind.several(
                            Kind.one(
                                    "a telephone number or an agent's extension, in quotes",
                                    CalendarKeys::closer),
                            1,
                            64),
                    "nobody",
                    "Who may close and open it by telephone (verb `closure`): numbers that the"
                            + " trunk vouches for, and agents at their phones.");

    private CalendarKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    private static Map<DayName, Key<DayHours>> hours(String path, String absent) {
        Map<DayName, Key<DayHours>> keys = new EnumMap<>(DayName.class);
        for (DayName day : DayName.values()) {
            String otherwise =
                    switch (day) {
                        case WORKDAY, WEEKEND, HOLIDAY -> absent;
                        case SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY ->
                                absent.equals("closed") ? "as workday or weekend" : absent;
                    };
            keys.put(
                    day,
                    TABLE.without(
                            path + day.text(), CalendarKinds.hours(), otherwise, meaning(day)));
        }
        return keys;
    }

    private static String meaning(DayName day) {
        return switch (day) {
            case WORKDAY -> "Days that are no weekend.";
            case WEEKEND -> "Days of the weekend.";
            case HOLIDAY -> "Days that its tables of holidays name.";
            case SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY ->
                    "This day, be it weekend or not.";
        };
    }

    private static Optional<String> closer(String text) {
        String plain = AsciiDigits.of(text);
        return plain.matches("\\+?[0-9][0-9 ()-]{1,24}") || plain.matches("[A-Za-z0-9._-]{1,32}")
                ? Optional.of(plain)
                : Optional.empty();
    }
}
