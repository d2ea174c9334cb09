package zarang.ivr.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.yaml.Nearest;

/** Reads {@code calendars.yaml}. */
public final class CalendarsReader {
    private static final int CALENDARS_MAX = 200;
    private static final WeekendRule USUAL =
            new WeekendRule(Optional.empty(), Set.of(DayOfWeek.FRIDAY));

    private final ConfigReader reading;
    private final UnaryOperator<String> canonical;

    /**
     * @param canonical gives every way of writing a telephone number the same text
     */
    public CalendarsReader(ConfigReader reading, UnaryOperator<String> canonical) {
        this.reading = reading;
        this.canonical = canonical;
    }

    /** Those that are written; a mistake has its finding. */
    public Calendars calendars() {
        List<WeekendRule> weekends = weekends();
        Map<String, HolidayTable> tables = new LinkedHashMap<>();
        reading.named("holidays").forEach(name -> tables.put(name, table(name)));
        List<String> names = reading.named("calendars");
        if (names.size() > CALENDARS_MAX) {
            reading.refuse(
                    CalendarKeys.TITLE,
                    "found " + names.size() + " calendars, expected at most " + CALENDARS_MAX,
                    names.getFirst());
        }
        return new Calendars(names.stream().map(name -> calendar(name, weekends, tables)).toList());
    }

    private List<WeekendRule> weekends() {
        List<WeekendRule> rules = new ArrayList<>();
        Set<Optional<LocalDate>> begins = new HashSet<>();
        for (String item : reading.names("weekends")) {
            Optional<LocalDate> from = reading.get(CalendarKeys.WEEKEND_FROM, item);
            Optional<List<DayOfWeek>> days = reading.required(CalendarKeys.WEEKEND_DAYS, item);
            if (!begins.add(from)) {
                reading.refuse(
                        CalendarKeys.WEEKEND_FROM,
                        "begins as another weekend does, expected each day once",
                        item);
            }
            days.ifPresent(each -> rules.add(new WeekendRule(from, EnumSet.copyOf(each))));
        }
        if (rules.isEmpty()) {
            return List.of(USUAL);
        }
        rules.sort(
                Comparator.comparing(
                        rule -> rule.from().map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE)));
        return rules;
    }

    private HolidayTable table(String name) {
        return new HolidayTable(
                name,
                reading.get(CalendarKeys.JALALI, name).orElse(Map.of()),
                reading.get(CalendarKeys.GREGORIAN, name).orElse(Map.of()),
                reading.get(CalendarKeys.LUNAR, name).orElse(Map.of()),
                reading.get(CalendarKeys.DATES, name).orElse(Map.of()));
    }

    private BusinessCalendar calendar(
            String name, List<WeekendRule> weekends, Map<String, HolidayTable> tables) {
        WeekRule week =
                new WeekRule(Optional.empty(), Optional.empty(), hours(CalendarKeys.HOURS, name));
        List<WeekRule> changes = new ArrayList<>();
        for (String item : reading.names("calendars", name, "changes")) {
            change(name, item).ifPresent(changes::add);
        }
        if (week.hours().isEmpty() && changes.isEmpty()) {
            reading.refuse(
                    CalendarKeys.WORKDAY,
                    "is missing, and so are all other hours: this calendar never opens; expected "
                            + CalendarKeys.WORKDAY.kind().expected(),
                    name);
        }
        return new BusinessCalendar(
                name,
                reading.get(CalendarKeys.TITLE, name).orElse(name),
                reading.value(CalendarKeys.ZONE, name),
                week,
                changes,
                weekends,
                holidays(name, tables),
                reading.get(CalendarKeys.EXCEPTIONS, name).orElse(Map.of()),
                reading.get(CalendarKeys.CLOSERS, name).orElse(List.of()).stream()
                        .map(canonical)
                        .collect(Collectors.toSet()));
    }

    private Optional<WeekRule> change(String name, String item) {
        Optional<LocalDate> from = reading.required(CalendarKeys.CHANGE_FROM, name, item);
        Optional<LocalDate> until = reading.get(CalendarKeys.CHANGE_UNTIL, name, item);
        if (from.isPresent() && until.filter(end -> end.isBefore(from.get())).isPresent()) {
            reading.refuse(
                    CalendarKeys.CHANGE_UNTIL, "is before its from, expected it later", name, item);
        }
        Map<DayName, DayHours> hours = hours(CalendarKeys.CHANGED, name, item);
        if (hours.isEmpty()) {
            reading.refuse(
                    CalendarKeys.CHANGE_FROM,
                    "changes no hours, expected workday or a day",
                    name,
                    item);
        }
        return from.map(begin -> new WeekRule(Optional.of(begin), until, hours));
    }

    private Map<DayName, DayHours> hours(Map<DayName, Key<DayHours>> keys, String... names) {
        Map<DayName, DayHours> hours = new EnumMap<>(DayName.class);
        keys.forEach((day, key) -> reading.get(key, names).ifPresent(read -> hours.put(day, read)));
        return hours;
    }

    private List<HolidayTable> holidays(String name, Map<String, HolidayTable> tables) {
        List<HolidayTable> kept = new ArrayList<>();
        for (String wanted : reading.get(CalendarKeys.HOLIDAYS, name).orElse(List.of())) {
            HolidayTable table = tables.get(wanted);
            if (table == null) {
                reading.refuse(
                        CalendarKeys.HOLIDAYS,
                        "there is no table of holidays '"
                                + wanted
                                + "'"
                                + Nearest.hint(wanted, tables.keySet()),
                        name);
            } else {
                kept.add(table);
            }
        }
        return kept;
    }
}
