package zarang.ivr.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import zarang.yaml.Finding;
import zarang.yaml.Parsed;
import zarang.yaml.YamlDocument;
import zarang.yaml.YamlMap;

/**
 * Where the rules of a language are: {@code speech.yaml} in the language's folder of prompts, and
 * where there is none, those that ship. Any thread.
 */
public final class SpeechRules {
    public static final String FILE = "speech.yaml";

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
                    "phone",
                    "digits");

    /** Read once: they do not change while the process runs. */
    private static final Map<String, Speech> SHIPPED =
            Map.of("fa", shippedAs("fa"), "en", shippedAs("en"));

    private SpeechRules() {}

    /**
     * What came of reading.
     *
     * @param speech empty where there are no rules, or where they are wrong
     */
    public record Result(Optional<Speech> speech, List<Finding> findings) {}

    /**
     * The rules of a language. Blocks on the file.
     *
     * @param folder of the language's prompts
     */
    public static Result find(String language, Path folder) {
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? read(language, YamlDocument.read(file))
                : new Result(shipped(language), List.of());
    }

    /** The speech of a language that ships, {@code fa} or {@code en}; empty for any other. */
    public static Optional<Speech> shipped(String language) {
        return Optional.ofNullable(SHIPPED.get(language));
    }

    private static Speech shippedAs(String language) {
        String name = language + ".yaml";
        try (InputStream in =
                Objects.requireNonNull(SpeechRules.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Result result = read(language, name, text);
            return result.speech()
                    .orElseThrow(() ->
                            new IllegalStateException("rules that ship: " + result.findings()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads rules from a text. {@code file} is its name in findings. */
    static Result read(String language, String file, String text) {
        return read(language, YamlDocument.parse(file, text));
    }

    private static Result read(String language, Parsed parsed) {
        return switch (parsed) {
            case Parsed.Refused(List<Finding> findings) -> new Result(Optional.empty(), findings);
            case Parsed.Document(YamlDocument document) -> {
                Optional<Speech> speech = speech(language, document);
                boolean wrong = document.findings().hasErrors();
                yield new Result(wrong ? Optional.empty() : speech, document.findings().list());
            }
        };
    }

    private static Optional<Speech> speech(String language, YamlDocument document) {
        YamlMap root = document.root();
        root.onlyKeys(KEYS);
        Map<String, String> words = new LinkedHashMap<>();
        root.require("words", "each prompt with the word to record for it")
                .flatMap(node -> node.map())
                .ifPresent(map ->
                        map.values()
                                .forEach((prompt, word) ->
                                        word.text().ifPresent(text -> words.put(prompt, text))));
        Optional<YamlMap> rules =
                root.require("rules", "the rules of numbers").flatMap(node -> node.map());
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        NumberRules numbers = RulesReader.numbers(rules.get());
        if (document.findings().hasErrors()) {
            return Optional.empty(); // what is asked of rules that are wrong says nothing new
        }
        Optional<Speech> speech =
                SpokenNumbers.read(root, language, numbers)
                        .map(spoken -> new Speech(language, words, spoken, root));
        speech.ifPresent(each -> eachPromptHasItsWord(each, root));
        return speech;
    }

    /** A prompt without its word is mostly one that was misspelt. */
    private static void eachPromptHasItsWord(Speech speech, YamlMap root) {
        Set<String> asked = speech.vocabulary();
        asked.removeAll(speech.words().keySet());
        if (!asked.isEmpty()) {
            root.refuse("words", "lacks the word of " + String.join(", ", asked));
        }
    }
}
