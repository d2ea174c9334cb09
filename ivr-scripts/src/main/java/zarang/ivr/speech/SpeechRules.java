package zarang.ivr.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import zarang.yaml.YamlDocument;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/**
 * The parts of a file of rules that all the others build on.
 *
 * @param words what is to be recorded for each prompt
 * @param rest the whole file
 */
record SpeechRules(Map<String, String> words, SpokenNumbers numbers, YamlMap rest) {
    private static final Set<String> KEYS =
            Set.of(
                    "words",
                    "rules",
                    "number",
                    "decimals",
                    "percent",
                    "money",
                    "date",
                    "time",
                    "duration",
                    "queue",
                    "phone",
                    "digits");

    /** The text of the rules that ship for a language. */
    static String shipped(String name) {
        try (InputStream in =
                Objects.requireNonNull(SpeechRules.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads them; what is wrong becomes a finding of the document. */
    static Optional<SpeechRules> read(String language, YamlDocument document) {
        YamlMap root = document.root();
        root.onlyKeys(KEYS);
        Map<String, String> words = new LinkedHashMap<>();
        root.require("words", "each prompt with the word to record for it")
                .flatMap(YamlNode::map)
                .ifPresent(map ->
                        map.values()
                                .forEach((prompt, word) ->
                                        word.text().ifPresent(text -> words.put(prompt, text))));
        Optional<YamlMap> rules =
                root.require("rules", "the rules of numbers").flatMap(YamlNode::map);
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        NumberRules numbers = RulesReader.numbers(rules.get());
        if (document.findings().hasErrors()) {
            return Optional.empty(); // what is asked of rules that are wrong says nothing new
        }
        return SpokenNumbers.read(root, language, numbers)
                .map(spoken -> new SpeechRules(words, spoken, root));
    }
}
