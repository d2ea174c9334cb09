package zarang.ivr.speech;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import zarang.call.queue.WaitBand;
import zarang.yaml.YamlMap;

/**
 * Where a caller stands in a queue, and how long it may wait, in whole minutes. Immutable, any
 * thread.
 *
 * @param between with <code>{from}</code> and <code>{to}</code>; the others have <code>{number}
 *     </code>
 */
record SpokenPlace(
        Counted position,
        Counted lessThan,
        Phrase between,
        Counted moreThan,
        SpokenNumbers numbers) {
    private static final long MINUTES_MAX = 60;
    private static final Map<String, Long> PLACES = Map.of("from", MINUTES_MAX, "to", MINUTES_MAX);
    private static final String POSITION = "position";
    private static final String LESS = "less-than";
    private static final String BETWEEN = "between";
    private static final String MORE = "more-than";
    private static final List<String> NAMES = List.of(POSITION, LESS, BETWEEN, MORE);

    static Optional<SpokenPlace> read(YamlMap root, String language, SpokenNumbers numbers) {
        Optional<YamlMap> part = RulesReader.part(root, "queue", NAMES);
        if (part.isEmpty() || !RulesReader.hasAll(part.get(), NAMES)) {
            return Optional.empty();
        }
        YamlMap queue = part.get();
        NumberRules rules = numbers.rules();
        Optional<Counted> position = Counted.read(queue, POSITION, language, rules);
        Optional<Counted> less = Counted.read(queue, LESS, language, rules);
        Optional<Phrase> between = RulesReader.phrase(queue, BETWEEN, rules, PLACES);
        Optional<Counted> more = Counted.read(queue, MORE, language, rules);
        return position.isEmpty() || less.isEmpty() || between.isEmpty() || more.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SpokenPlace(
                                position.get(), less.get(), between.get(), more.get(), numbers));
    }

    /** "You are third in line". */
    void position(int position, List<String> prompts) {
        numbers.say(BigDecimal.valueOf(position), this.position, prompts);
    }

    /** "You will wait between five and ten minutes". */
    void band(WaitBand band, List<String> prompts) {
        if (band.toMinutes().isEmpty()) {
            numbers.say(BigDecimal.valueOf(band.fromMinutes()), moreThan, prompts);
        } else if (band.fromMinutes() == 0) {
            numbers.say(BigDecimal.valueOf(band.toMinutes().get()), lessThan, prompts);
        } else {
            Map<String, BiConsumer<String, List<String>>> places = new HashMap<>();
            place("from", band.fromMinutes(), places);
            place("to", band.toMinutes().get(), places);
            between.say(new PlaceValues(places), prompts);
        }
    }

    private void place(
            String name, long number, Map<String, BiConsumer<String, List<String>>> places) {
        places.put(name, (rules, out) -> numbers.rules().say(rules, number, out));
    }

    void vocabulary(SpokenPrompts words) {
        numbers.vocabulary(position, words);
        numbers.vocabulary(lessThan, words);
        numbers.vocabulary(moreThan, words);
        words.add(between, place -> numbers.rules().vocabulary(place.rules(), MINUTES_MAX, words));
    }
}
