package zarang.ivr.speech;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that a language builds its numbers from, each with the prompt that speaks it, found by
 * spelling out the numbers that are one word, or end in the word that is new.
 */
final class NumberWords {
    static final String MINUS = "num/minus";
    static final String POINT = "num/point";
    static final String AND = "num/and";

    private NumberWords() {}

    static Map<String, String> prompts(RuleBasedNumberFormat spellOut) {
        Map<String, String> prompts = new LinkedHashMap<>();
        for (long n = 0; n < 20; n++) {
            add(n, spellOut, prompts);
        }
        for (long n = 20; n < 100; n += 10) {
            add(n, spellOut, prompts);
        }
        for (long n = 100; n < 1000; n += 100) {
            add(n, spellOut, prompts);
        }
        add(1_000, spellOut, prompts);
        add(1_000_000, spellOut, prompts);
        prompts.putIfAbsent(split(spellOut.format(-1L)).getFirst(), MINUS);
        prompts.putIfAbsent(split(spellOut.format(1.5)).get(1), POINT);
        split(spellOut.format(21L)).forEach(word -> prompts.putIfAbsent(word, AND));
        return Map.copyOf(prompts);
    }

    static List<String> split(String spelled) {
        return Arrays.stream(spelled.split("[ \u200c-]+")).filter(w -> !w.isEmpty()).toList();
    }

    /** English says "one hundred": the word that is new comes last. */
    private static void add(long n, RuleBasedNumberFormat spellOut, Map<String, String> prompts) {
        prompts.putIfAbsent(split(spellOut.format(n)).getLast(), "num/" + n);
    }
}
