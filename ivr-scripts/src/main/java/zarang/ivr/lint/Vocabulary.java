package zarang.ivr.lint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import zarang.ivr.speech.NumberSpeech;

/** The number prompts of each language; found once, because spell-out rules take time to read. */
final class Vocabulary {
    private final Map<String, Optional<Set<String>>> byLanguage = new ConcurrentHashMap<>();

    /** Empty for a language whose numbers Zarang cannot speak. */
    Optional<Set<String>> of(String language) {
        return byLanguage.computeIfAbsent(
                language, l -> NumberSpeech.of(l).map(NumberSpeech::vocabulary));
    }
}
