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

    private final int places;
    private final List<Counted> fractions;
    private final @Nullable String half;
    private final @Nullable Phrase digits;

    private SpokenDecimals(
            int places, List<Counted> fractions, @Nullable String half, @Nullable Phrase digits) {
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
                    .map(phrase -> new SpokenDecimals(places, List.of(), null, phrase));
        }
        List<Counted> fractions = new ArrayList<>();
        for (YamlNode node : decimals.list("fractions").map(YamlList::items).orElse(List.of())) {
            Counted.read(node, language, rules).ifPresent(fractions::add);
        }
        return Optional.of(
                new SpokenDecimals(
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
     * @param number not negative, with 1 to {@link #places} decimals, the last one not zero
     */
    void say(BigDecimal number, String name, SpokenNumbers numbers, List<String> prompts) {
        long whole = number.longValue();
        BigDecimal fraction = number.subtract(BigDecimal.valueOf(whole));
        if (digits != null) {
            digits.say(
                    new PlaceValues(
                            Map.of(
                                    WHOLE,
                                    (rules, out) -> numbers.rules().say(name, whole, out),
                                    DIGITS,
                                    (rules, out) -> digits(fraction, rules, numbers, out))),
                    prompts);
        } else if (whole == 0) {
            fraction(fraction, numbers, prompts);
        } else {
            numbers.join(
                    out -> numbers.rules().say(name, whole, out),
                    out -> fraction(fraction, numbers, out),
                    prompts);
        }
    }

    private static void digits(
            BigDecimal fraction, String rules, SpokenNumbers numbers, List<String> prompts) {
        String unscaled = fraction.unscaledValue().toString();
        for (int zeros = unscaled.length(); zeros < fraction.scale(); zeros++) {
            numbers.rules().say(rules, 0, prompts);
        }
        for (int i = 0; i < unscaled.length(); i++) {
            numbers.rules().say(rules, unscaled.charAt(i) - '0', prompts);
        }
    }

    private void fraction(BigDecimal fraction, SpokenNumbers numbers, List<String> prompts) {
        if (half != null && fraction.compareTo(HALF) == 0) {
            prompts.add(half);
            return;
        }
        fractions
                .get(fraction.scale() - 1)
                .say(new BigDecimal(fraction.unscaledValue()), numbers, prompts);
    }

    void vocabulary(SpokenNumbers numbers, SpokenPrompts words) {
        if (half != null) {
            words.add(half);
        }
        if (digits != null) {
            words.add(digits, place -> numbers.rules().vocabulary(place.rules(), 9, words));
        }
        long most = 9;
        for (Counted fraction : fractions) {
            long parts = most;
            fraction.vocabulary(
                    words, place -> numbers.rules().vocabulary(place.rules(), parts, words));
            most = most * 10 + 9;
        }
    }
}
