package zarang.ivr.speech;

import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import zarang.yaml.YamlMap;

/**
 * The time of day, to the minute. Immutable, any thread.
 *
 * @param phrase with <code>{hour}</code> of 24, <code>{hour-of-12}</code>, <code>{minute}</code>,
 *     which has nothing to say on the hour, and <code>{half}</code>: 1 from noon on
 */
record SpokenTime(Phrase phrase, SpokenNumbers numbers) {
    private static final Map<String, Long> PLACES =
            Map.of("hour", 23L, "hour-of-12", 12L, "minute", 59L, "half", 1L);

    static Optional<SpokenTime> read(YamlMap root, SpokenNumbers numbers) {
        return RulesReader.phrase(root, "time", numbers.rules(), PLACES)
                .map(phrase -> new SpokenTime(phrase, numbers));
    }

    void say(LocalTime time, List<String> prompts) {
        Map<String, BiConsumer<String, List<String>>> places = new HashMap<>();
        place("hour", time.getHour(), places);
        place("hour-of-12", (time.getHour() + 11) % 12 + 1, places);
        place("half", time.getHour() / 12, places);
        if (time.getMinute() > 0) {
            place("minute", time.getMinute(), places);
        }
        phrase.say(new PlaceValues(places), prompts);
    }

    private void place(
            String name, long number, Map<String, BiConsumer<String, List<String>>> places) {
        places.put(name, (rules, out) -> numbers.rules().say(rules, number, out));
    }

    void vocabulary(SpokenPrompts words) {
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
