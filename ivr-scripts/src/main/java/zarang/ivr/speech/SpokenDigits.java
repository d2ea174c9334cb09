package zarang.ivr.speech;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.yaml.YamlMap;

/**
 * Digits one by one, with the signs that a keypad and a number have. Immutable, any thread.
 *
 * @param pause a prompt of silence, between groups
 * @param signs the prompts of {@code *}, {@code #} and {@code +}
 */
record SpokenDigits(String pause, Map<Character, String> signs, SpokenNumbers numbers) {
    private static final Map<String, Character> SIGNS =
            Map.of("star", '*', "pound", '#', "plus", '+');

    static Optional<SpokenDigits> read(YamlMap root, SpokenNumbers numbers) {
        Optional<YamlMap> digits =
                RulesReader.part(root, "digits", Set.of("pause", "star", "pound", "plus"));
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        Map<Character, String> signs = new HashMap<>();
        SIGNS.forEach((key, sign) ->
                RulesReader.fragment(digits.get(), key).ifPresent(name -> signs.put(sign, name)));
        digits.get().require("pause", "the name of a prompt of silence");
        return RulesReader.fragment(digits.get(), "pause")
                .map(pause -> new SpokenDigits(pause, Map.copyOf(signs), numbers));
    }

    /**
     * @param text digits of any script; what is neither a digit nor a sign is passed over
     * @param group how many to a pause; 0 for none
     */
    void say(String text, int group, List<String> prompts) {
        int said = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = Character.digit(c, 10);
            String sign = signs.get(c);
            if (digit < 0 && sign == null) {
                continue;
            }
            if (group > 0 && said > 0 && said % group == 0) {
                prompts.add(pause);
            }
            said++;
            if (digit >= 0) {
                numbers.rules().say(PhraseReader.CARDINAL, digit, prompts);
            } else if (sign != null) {
                prompts.add(sign);
            }
        }
    }

    void vocabulary(SpokenPrompts words) {
        numbers.rules().vocabulary(PhraseReader.CARDINAL, 9, words);
        words.add(pause);
        signs.values().forEach(words::add);
    }
}
