package zarang.ivr.lint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import zarang.ivr.speech.Speech;
import zarang.ivr.speech.SpeechKind;

/** The number prompts of each language; found once, because spell-out rules take time to read. */
final class Vocabulary {
    private final Map<String, Optional<Set<String>>> byLanguage = new ConcurrentHashMap<>();

    /** Empty for a language whose numbers Zarang cannot speak. */
    Optional<Set<String>> of(String language) {
        return byLanguage.computeIfAbsent(
                language,
                l -> Speech.shipped(l).map(speech -> speech.vocabulary(SpeechKind.NUMBER)));
    }
}
