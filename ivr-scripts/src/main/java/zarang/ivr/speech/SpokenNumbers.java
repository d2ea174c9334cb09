package zarang.ivr.speech;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zarang.yaml.YamlMap;

/**
 * Numbers: whole, negative, decimal, and those that are too high to be spoken, which become "more
 * than" the highest. Decimals that a language has no words for are cut off, so that nobody is
 * promised more than there is. Immutable, any thread.
 */
final class SpokenNumbers {
    private static final Set<String> KEYS = Set.of("minus", "more-than", "and");

    private final NumberRules rules;
    private final Map<String, Phrase> phrases;
    private final @Nullable SpokenDecimals decimals;

    /** The highest number that the rules of a name speak. */
    private final Map<String, BigDecimal> most;

    private SpokenNumbers(
            NumberRules rules, Map<String, Phrase> phrases, @Nullable SpokenDecimals decimals) {
        this.rules = rules;
        this.phrases = Map.copyOf(phrases);
        this.decimals = decimals;
        Map<String, BigDecimal> highest = new HashMap<>();
        for (String name : rules.names()) {
            highest.put(name, BigDecimal.valueOf(RulesCheck.most(rules, name, new HashSet<>())));
        }
        this.most = Map.copyOf(highest);
    }

    static Optional<SpokenNumbers> read(YamlMap root, String language, NumberRules rules) {
        if (!rules.has(PhraseReader.CARDINAL)) {
            root.refuse("rules", "lacks the rules 'cardinal', by which numbers are spoken");
            return Optional.empty();
        }
        Optional<YamlMap> number = RulesReader.part(root, "number", KEYS);
        if (number.isEmpty()) {
            root.require("number", "minus, more-than and and");
            return Optional.empty();
        }
        Map<String, Phrase> phrases = new HashMap<>();
        for (String key : KEYS) {
            Map<String, Long> places =
                    key.equals("and")
                            ? Map.of(PlaceValues.FIRST, 0L, PlaceValues.SECOND, 0L)
                            : Map.of(Counted.NUMBER, 0L);
            number.get()
                    .require(key, "a phrase")
                    .flatMap(node -> RulesReader.phrase(node, rules, places))
                    .ifPresent(phrase -> phrases.put(key, phrase));
        }
        return phrases.size() < KEYS.size()
                ? Optional.empty()
                : Optional.of(
                        new SpokenNumbers(
                                rules,
                                phrases,
                                SpokenDecimals.read(root, language, rules).orElse(null)));
    }

    NumberRules rules() {
        return rules;
    }

    /** The highest number that is spoken by these rules. */
    private BigDecimal most(String name) {
        return most.getOrDefault(name, BigDecimal.ZERO);
    }

    void say(BigDecimal number, List<String> prompts) {
        say(number, PhraseReader.CARDINAL, prompts);
    }

    /**
     * @param name of the rules for what stands before the decimals
     */
    void say(BigDecimal number, String name, List<String> prompts) {
        int places = decimals == null ? 0 : decimals.places();
        BigDecimal spoken =
                number.scale() <= 0
                        ? number
                        : number.setScale(Math.min(number.scale(), places), RoundingMode.DOWN)
                                .stripTrailingZeros();
        if (spoken.signum() < 0) {
            around("minus", out -> say(spoken.negate(), name, out), prompts);
        } else if (spoken.compareTo(most(name)) > 0) {
            around("more-than", out -> rules.say(name, most(name).longValue(), out), prompts);
        } else if (spoken.scale() <= 0 || decimals == null) {
            rules.say(name, spoken.longValue(), prompts);
        } else {
            decimals.say(spoken, name, phrase("and"), prompts);
        }
    }

    /** Whether it is higher than what is spoken, and "more than" is said. */
    boolean isTooHigh(long number) {
        return BigDecimal.valueOf(number).compareTo(most(PhraseReader.CARDINAL)) > 0;
    }

    /** What a phrase around one number makes of it. */
    void around(String phrase, PlaceValues.Saying number, List<String> prompts) {
        phrase(phrase)
                .say(
                        new PlaceValues(Map.of(Counted.NUMBER, (name, out) -> number.say(out))),
                        prompts);
    }

    /** One and the other. */
    void join(PlaceValues.Saying first, PlaceValues.Saying second, List<String> prompts) {
        PlaceValues.join(phrase("and"), first, second, prompts);
    }

    /** Something that is counted. */
    void say(BigDecimal number, Counted counted, List<String> prompts) {
        counted.say(number, (name, out) -> say(number, name, out), prompts);
    }

    /** Everything that something which is counted can ask for. */
    void vocabulary(Counted counted, SpokenPrompts words) {
        counted.vocabulary(words, place -> vocabulary(place.rules(), words));
    }

    private Phrase phrase(String name) {
        Phrase phrase = phrases.get(name);
        if (phrase == null) {
            throw new IllegalArgumentException("no phrase " + name);
        }
        return phrase;
    }

    /** Everything that a number can ask for. */
    void vocabulary(String name, SpokenPrompts words) {
        rules.vocabulary(name, most(name).longValue(), words);
        phrases.values().forEach(phrase -> words.add(phrase, place -> {}));
        if (decimals != null) {
            decimals.vocabulary(words);
        }
    }
}
