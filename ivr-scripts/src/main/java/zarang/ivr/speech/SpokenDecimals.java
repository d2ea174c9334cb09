package zarang.ivr.speech;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zarang.yaml.YamlList;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/**
 * What stands behind the decimal point: as tenths, hundredths and thousandths ("three and a half",
 * "three and five hundredths"), or digit by digit ("three point zero five"). Immutable, any thread.
 */
final class SpokenDecimals {
    private static final int PLACES_MAX = 6;
    private static final String WHOLE = "whole";
    private static final String DIGITS = "digits";
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final NumberRules numbers;
    private final int places;
    private final List<Counted> fractions;
    private final @Nullable String half;
    private final @Nullable Phrase digits;

    private SpokenDecimals(
            NumberRules numbers,
            int places,
            List<Counted> fractions,
            @Nullable String half,
            @Nullable Phrase digits) {
        this.numbers = numbers;
        this.places = places;
        this.fractions = List.copyOf(fractions);
        this.half = half;
        this.digits = digits;
    }

    static Optional<SpokenDecimals> read(YamlMap root, String language, NumberRules rules) {
        Optional<YamlMap> part =
                RulesReader.part(root, "decimals", Set.of("places", DIGITS, "half", "fractions"));
        if (part.isEmpty()) {
            return Optional.empty();
        }
        YamlMap decimals = part.get();
        if (decimals.has("fractions") == decimals.has(DIGITS)) {
            decimals.refuse("decimals", "has fractions or digits, one of the two");
            return Optional.empty();
        }
        if (decimals.has(DIGITS)) {
            int places = decimals.integer("places", 1, PLACES_MAX).orElse(2);
            return RulesReader.phrase(decimals, DIGITS, rules, Map.of(WHOLE, 0L, DIGITS, 0L))
                    .map(phrase -> new SpokenDecimals(rules, places, List.of(), null, phrase));
        }
        List<Counted> fractions = new ArrayList<>();
        for (YamlNode node : decimals.list("fractions").map(YamlList::items).orElse(List.of())) {
            Counted.read(node, language, rules).ifPresent(fractions::add);
        }
        return Optional.of(
                new SpokenDecimals(
                        rules,
                        Math.min(fractions.size(), PLACES_MAX),
                        fractions,
                        RulesReader.fragment(decimals, "half").orElse(null),
                        null));
    }

    /** How many digits are spoken. */
    int places() {
        return places;
    }

    /**
     * @param and joins the whole and the fraction
     * @param number not negative, with 1 to {@link #places} decimals, the last one not zero
     */
    void say(BigDecimal number, String name, Phrase and, List<String> prompts) {
        long whole = number.longValue();
        BigDecimal fraction = number.subtract(BigDecimal.valueOf(whole));
        if (digits != null) {
            digits.say(
                    new PlaceValues(
                            Map.of(
                                    WHOLE,
                                    (rules, out) -> numbers.say(name, whole, out),
                                    DIGITS,
                                    (rules, out) -> digits(fraction, rules, out))),
                    prompts);
        } else if (whole == 0) {
            fraction(fraction, prompts);
        } else {
            PlaceValues.join(
                    and,
                    out -> numbers.say(name, whole, out),
                    out -> fraction(fraction, out),
                    prompts);
        }
    }

    private void digits(BigDecimal fraction, String rules, List<String> prompts) {
        String unscaled = fraction.unscaledValue().toString();
        for (int zeros = unscaled.length(); zeros < fraction.scale(); zeros++) {
            numbers.say(rules, 0, prompts);
        }
        for (int i = 0; i < unscaled.length(); i++) {
            numbers.say(rules, unscaled.charAt(i) - '0', prompts);
        }
    }

    private void fraction(BigDecimal fraction, List<String> prompts) {
        if (half != null && fraction.compareTo(HALF) == 0) {
            prompts.add(half);
            return;
        }
        fractions
                .get(fraction.scale() - 1)
                .say(
                        new BigDecimal(fraction.unscaledValue()),
                        (rules, out) ->
                                numbers.say(rules, fraction.unscaledValue().longValue(), out),
                        prompts);
    }

    void vocabulary(SpokenPrompts words) {
        if (half != null) {
            words.add(half);
        }
        if (digits != null) {
            words.add(digits, place -> numbers.vocabulary(place.rules(), 9, words));
        }
        long most = 9;
        for (Counted fraction : fractions) {
            long parts = most;
            fraction.vocabulary(words, place -> numbers.vocabulary(place.rules(), parts, words));
            most = most * 10 + 9;
        }
    }
}
