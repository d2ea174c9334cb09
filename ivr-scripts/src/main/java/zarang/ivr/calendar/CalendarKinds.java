package zarang.ivr.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zarang.config.Kind;
import zarang.yaml.YamlList;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/** How the values of {@code calendars.yaml} are read. */
final class CalendarKinds {
    private static final String HOURS =
            "closed, all-day, or 1 to 6 spans such as 08:00-12:30; 22:00-06:00 ends on the next"
                    + " day";
    private static final int SPANS_MAX = 6;
    private static final int TITLE_MAX = 120;
    private static final int DATES_MAX = 2_000;
    private static final int RANGE_MAX = 31;

    private CalendarKinds() {}

    static Kind<LocalDate> date() {
        return Kind.one(WrittenDates.EXPECTED, WrittenDates::date, WrittenDates::fault);
    }

    static Kind<ZoneId> zone() {
        return Kind.one("a time zone such as Asia/Tehran", CalendarKinds::zone);
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return ZoneId.getAvailableZoneIds().contains(text)
                    ? Optional.of(ZoneId.of(text))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Kind<List<DayOfWeek>> weekdays() {
        return Kind.several(Kind.one("a day from saturday to friday", DayName::weekday), 1, 6);
    }

    static Kind<DayHours> hours() {
        return new Kind<>(HOURS, false, CalendarKinds::hours);
    }

    private static Optional<DayHours> hours(YamlNode node) {
        if (!(node instanceof YamlList list)) {
            return node.parsed(HOURS, CalendarKinds::oneHours);
        }
        List<HoursSpan> spans = new ArrayList<>();
        for (YamlNode item : list.items()) {
            item.parsed("a span such as 08:00-12:30", HoursSpan::read).ifPresent(spans::add);
        }
        if (spans.size() != list.items().size()) {
            return Optional.empty();
        }
        if (spans.isEmpty() || spans.size() > SPANS_MAX) {
            node.refuse("found " + spans.size() + " spans, expected " + HOURS);
            return Optional.empty();
        }
        spans.sort(Comparator.comparingInt(HoursSpan::from));
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i).from() < spans.get(i - 1).to()) {
                node.refuse(
                        spans.get(i - 1)
                                + " and "
                                + spans.get(i)
                                + " overlap, expected spans apart from one another");
                return Optional.empty();
            }
        }
        return Optional.of(new DayHours(spans));
    }

    private static Optional<DayHours> oneHours(String written) {
        return switch (written) {
            case "closed" -> Optional.of(DayHours.CLOSED);
            case "all-day" -> Optional.of(DayHours.ALL_DAY);
            default -> HoursSpan.read(written).map(span -> new DayHours(List.of(span)));
        };
    }

    /** Days of every year and their titles. */
    static Kind<Map<YearlyDay, String>> yearly(String calendar, int longestMonth) {
        String expected =
                "titles by month and day of the " + calendar + " calendar, such as \"01-13\"";
        return new Kind<>(
                expected,
                false,
                node ->
                        node.map()
                                .map(map -> {
                                    Map<YearlyDay, String> days = new LinkedHashMap<>();
                                    map.values()
                                            .forEach((written, value) ->
                                                    yearly(
                                                            map,
                                                            written,
                                                            value,
                                                            longestMonth,
                                                            days));
                                    return days;
                                }));
    }

    private static void yearly(
            YamlMap map,
            String written,
            YamlNode value,
            int longestMonth,
            Map<YearlyDay, String> days) {
        Optional<YearlyDay> day = WrittenDates.yearly(written, longestMonth);
        if (day.isEmpty()) {
            map.refuse(written, "found '" + written + "', expected month and day such as 01-13");
        } else {
            title(value).ifPresent(title -> putOnce(map, written, days, day.get(), title));
        }
    }

    /** Dates, or spans of dates, and their titles. */
    static Kind<Map<LocalDate, String>> dates() {
        return dated(
                "titles by date, such as 1405-03-14, or by dates, such as 1405-01-01..1405-01-04",
                CalendarKinds::title);
    }

    /** Dates, or spans of dates, and their hours. */
    static Kind<Map<LocalDate, DatedException>> exceptions() {
        return dated(
                "hours by date, such as 1405-12-28: 08:00-12:00, or {hours: closed, title: text}",
                CalendarKinds::exception);
    }

    private static Optional<DatedException> exception(YamlNode node) {
        if (!(node instanceof YamlMap map)) {
            return hours(node).map(hours -> new DatedException(hours, ""));
        }
        map.keys().stream()
                .filter(key -> !List.of("hours", "title").contains(key))
                .forEach(key -> map.refuse(key, "unknown key, expected hours and title"));
        String title = map.get("title").flatMap(CalendarKinds::title).orElse("");
        return map.require("hours", HOURS)
                .flatMap(CalendarKinds::hours)
                .map(hours -> new DatedException(hours, title));
    }

    private static <T> Kind<Map<LocalDate, T>> dated(
            String expected, Function<YamlNode, Optional<T>> value) {
        return new Kind<>(expected, false, node -> node.map().map(map -> read(map, value)));
    }

    private static <T> Map<LocalDate, T> read(YamlMap map, Function<YamlNode, Optional<T>> value) {
        Map<LocalDate, T> days = new LinkedHashMap<>();
        map.values()
                .forEach((written, node) -> {
                    List<LocalDate> span = span(map, written);
                    value.apply(node)
                            .ifPresent(read ->
                                    span.forEach(day -> putOnce(map, written, days, day, read)));
                });
        if (days.size() > DATES_MAX) {
            map.refuse("found " + days.size() + " days, expected at most " + DATES_MAX);
        }
        return days;
    }

    /** The days of a date, or of a span of them; none if it is wrong, which is a finding. */
    private static List<LocalDate> span(YamlMap map, String written) {
        String[] ends = written.split("\\.\\.", 2);
        Optional<LocalDate> from = WrittenDates.date(ends[0].strip());
        Optional<LocalDate> until = WrittenDates.date(ends[ends.length - 1].strip());
        if (from.isEmpty() || until.isEmpty()) {
            String wrong = from.isEmpty() ? ends[0] : ends[ends.length - 1];
            String fault = WrittenDates.fault(wrong.strip());
            map.refuse(
                    written,
                    "found '"
                            + wrong.strip()
                            + "', expected "
                            + WrittenDates.EXPECTED
                            + (fault.isEmpty() ? "" : "; " + fault));
            return List.of();
        }
        LocalDate end = until.get().plusDays(1);
        List<LocalDate> days =
                end.isAfter(from.get())
                        ? from.get().datesUntil(end).limit(RANGE_MAX + 1L).toList()
                        : List.of();
        if (days.isEmpty() || days.size() > RANGE_MAX) {
            map.refuse(
                    written,
                    "found "
                            + (days.isEmpty() ? "an end before its begin" : "more days")
                            + ", expected 1 to "
                            + RANGE_MAX
                            + " days");
            return List.of();
        }
        return days;
    }

    private static <K, T> void putOnce(
            YamlMap map, String written, Map<K, T> days, K day, T value) {
        if (days.putIfAbsent(day, value) != null) {
            map.refuse(written, "names a day that another line names, expected each day once");
        }
    }

    static Optional<String> title(YamlNode node) {
        return node.text().filter(text -> isTitle(node, text));
    }

    private static boolean isTitle(YamlNode node, String text) {
        boolean good =
                !text.isBlank()
                        && text.codePointCount(0, text.length()) <= TITLE_MAX
                        && text.chars().noneMatch(Character::isISOControl);
        if (!good) {
            node.expected("a title of 1 to " + TITLE_MAX + " letters");
        }
        return good;
    }
}
