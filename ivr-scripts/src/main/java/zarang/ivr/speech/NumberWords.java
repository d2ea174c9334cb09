package zarang.ivr.speech;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
        LongStream.of(
                        IntStream.concat(
                                        IntStream.range(0, 20),
                                        IntStream.concat(
                                                IntStream.range(2, 10).map(t -> t * 10),
                                                IntStream.range(1, 10).map(h -> h * 100)))
                                .asLongStream()
                                .toArray())
                .forEach(n -> prompts.putIfAbsent(split(spellOut.format(n)).getLast(), name(n)));
        prompts.putIfAbsent(split(spellOut.format(1_000L)).getLast(), name(1_000));
        prompts.putIfAbsent(split(spellOut.format(1_000_000L)).getLast(), name(1_000_000));
        prompts.putIfAbsent(split(spellOut.format(-1L)).getFirst(), MINUS);
        prompts.putIfAbsent(split(spellOut.format(1.5)).get(1), POINT);
        split(spellOut.format(21L)).forEach(word -> prompts.putIfAbsent(word, AND));
        return Map.copyOf(prompts);
    }

    static List<String> split(String spelled) {
        return Arrays.stream(spelled.split("[ \u200c-]+")).filter(w -> !w.isEmpty()).toList();
    }

    private static String name(long number) {
        return "num/" + number;
    }
}
