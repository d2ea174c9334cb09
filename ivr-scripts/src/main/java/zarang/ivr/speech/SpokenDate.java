package zarang.ivr.speech;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import zarang.yaml.YamlMap;

/**
 * Dates, in the calendars that a language speaks. Immutable, any thread.
 *
 * @param phrases by calendar
 * @param usual the calendar where a script names none: the first one of the file
 */
record SpokenDate(Map<DateCalendar, Phrase> phrases, DateCalendar usual, SpokenNumbers numbers) {
    private static final Map<String, Long> PLACES =
            Map.of("weekday", 7L, "day", 31L, "month", 12L, "year", 9999L);

    static Optional<SpokenDate> read(YamlMap root, SpokenNumbers numbers) {
        Map<DateCalendar, Phrase> phrases = new EnumMap<>(DateCalendar.class);
        DateCalendar usual = null;
        Optional<YamlMap> date = RulesReader.part(root, "date", List.of(DateCalendar.names()));
        if (date.isEmpty()) {
            return Optional.empty();
        }
        for (String key : date.get().keys()) {
            Optional<Phrase> phrase = RulesReader.phrase(date.get(), key, numbers.rules(), PLACES);
            if (phrase.isPresent()) {
                DateCalendar calendar = DateCalendar.valueOf(key.toUpperCase(Locale.ROOT));
                phrases.put(calendar, phrase.get());
                usual = usual == null ? calendar : usual;
            }
        }
        return usual == null
                ? Optional.empty()
                : Optional.of(new SpokenDate(Map.copyOf(phrases), usual, numbers));
    }

    /** Nothing in a calendar that the language does not speak. */
    void say(
            LocalDate date,
            DateCalendar calendar,
            boolean weekday,
            boolean year,
            List<String> prompts) {
        Phrase phrase = phrases.get(calendar);
        if (phrase == null) {
            return;
        }
        DateCalendar.Day day = calendar.day(date);
        Map<String, BiConsumer<String, List<String>>> places = new HashMap<>();
        place("day", day.day(), places);
        place("month", day.month(), places);
        if (weekday) {
            place("weekday", weekday(date), places);
        }
        if (year) {
            place("year", day.year(), places);
        }
        phrase.say(new PlaceValues(places), prompts);
    }

    private void place(
            String name, long number, Map<String, BiConsumer<String, List<String>>> places) {
        places.put(name, (rules, out) -> numbers.rules().say(rules, number, out));
    }

    /** 1 is Saturday, with which the week begins. */
    private static int weekday(LocalDate date) {
        return (date.getDayOfWeek().getValue() + 1) % 7 + 1;
    }

    void vocabulary(DateCalendar calendar, SpokenPrompts words) {
        Phrase phrase = phrases.get(calendar);
        if (phrase != null) {
            words.add(
                    phrase,
                    place ->
                            numbers.rules()
                                    .vocabulary(
                                            place.rules(),
                                            PLACES.getOrDefault(place.name(), 0L),
                                            words));
        }
    }
}
