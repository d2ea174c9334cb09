package zarang.ivr.speech;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of prompts as the words that are heard. */
final class HeardWords {
    private HeardWords() {}

    /** The words of prompts; a prompt without one in angle brackets. */
    static String heard(Speech speech, List<String> prompts) {
        return prompts.stream()
                .map(prompt -> speech.words().getOrDefault(prompt, "<" + prompt + ">"))
                .collect(Collectors.joining(" "));
    }

    /** One by one, whatever parts them: a space, a hyphen, or an invisible sign. */
    static List<String> split(String text) {
        return Arrays.stream(text.split("[ \u00ad\u200c-]+")).filter(w -> !w.isEmpty()).toList();
    }
}
