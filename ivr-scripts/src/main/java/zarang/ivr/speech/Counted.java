package zarang.ivr.speech;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/**
 * Something that is counted, such as minutes: the phrase for each plural category of the language
 * (Unicode CLDR), around <code>{number}</code>. A language in which the word stays the same writes
 * one phrase. Any thread.
 */
final class Counted {
    private static final String OTHER = "other";
    static final String NUMBER = "number";

    private final Map<String, Phrase> byCategory;
    private final Phrase other;
    private final @Nullable PluralRules plurals;

    private Counted(Map<String, Phrase> byCategory, Phrase other, @Nullable PluralRules plurals) {
        this.byCategory = Map.copyOf(byCategory);
        this.other = other;
        this.plurals = plurals;
    }

    static Optional<Counted> read(YamlNode node, String language, NumberRules numbers) {
        Map<String, Long> places = Map.of(NUMBER, 0L);
        if (!(node instanceof YamlMap map)) {
            return RulesReader.phrase(node, numbers, places)
                    .map(phrase -> new Counted(Map.of(), phrase, null));
        }
        PluralRules plurals = PluralRules.forLocale(new ULocale(language));
        map.onlyKeys(plurals.getKeywords());
        map.require(OTHER, "the phrase for every other number");
        Map<String, Phrase> byCategory = new LinkedHashMap<>();
        map.values()
                .forEach((category, phrase) ->
                        RulesReader.phrase(phrase, numbers, places)
                                .ifPresent(read -> byCategory.put(category, read)));
        return Optional.ofNullable(byCategory.get(OTHER))
                .map(phrase -> new Counted(byCategory, phrase, plurals));
    }

    /** Below a key that may be left out. */
    static Optional<Counted> read(YamlMap map, String key, String language, NumberRules numbers) {
        return map.get(key).flatMap(node -> read(node, language, numbers));
    }

    /**
     * @param said says the number by the rules of a name
     */
    void say(BigDecimal number, BiConsumer<String, List<String>> said, List<String> prompts) {
        phrase(number).say(new PlaceValues(Map.of(NUMBER, said)), prompts);
    }

    private Phrase phrase(BigDecimal number) {
        return plurals == null
                ? other
                : byCategory.getOrDefault(plurals.select(number.abs().doubleValue()), other);
    }

    /** What its phrases can ask for; what their places can is the visitor's to add. */
    void vocabulary(SpokenPrompts words, Consumer<Phrase.Place> places) {
        words.add(other, places);
        byCategory.values().forEach(phrase -> words.add(phrase, places));
    }
}
