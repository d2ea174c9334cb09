package zarang.ivr.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.actor.Exchange;
import zarang.ivr.speech.Speech;

/** The prompts that ship: table, files and the words of numbers fit together. */
class PromptsTest {
    private static final List<String> LANGUAGES = List.of("fa", "en");
    private static final KnownPrompts FOLDER =
            KnownPrompts.scan(FlowCheckTest.PROMPTS, Set.copyOf(LANGUAGES), WavProbe.NONE);

    /** Without a text: music and silence. */
    private static final Set<String> MADE = Set.of("hold-music", "digit/pause");

    @ParameterizedTest
    @ValueSource(strings = {"fa", "en"})
    void tableAndFilesHoldTheSamePrompts(String language) throws IOException {
        Set<String> table = new TreeSet<>(table(language).keySet());
        table.addAll(MADE);
        assertThat(FOLDER.names(language)).containsExactlyInAnyOrderElementsOf(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "en"})
    void everythingThatIsSpokenHasItsPromptAndTheTableGivesThatVeryWord(String language)
            throws IOException {
        Speech speech = Speech.shipped(language).orElseThrow();
        assertThat(FOLDER.names(language)).containsAll(speech.vocabulary());
        Map<String, String> table = table(language);
        speech.words()
                .forEach((prompt, word) -> {
                    if (!MADE.contains(prompt)) {
                        assertThat(table).containsEntry(prompt, word);
                    }
                });
    }

    /** A number has words alone in it: what is longer would be heard as a pause or a sentence. */
    @ParameterizedTest
    @ValueSource(strings = {"fa", "en"})
    void fragmentsAreShort(String language) throws IOException {
        for (String prompt : Speech.shipped(language).orElseThrow().vocabulary()) {
            assertThat(millis(language, prompt)).as(prompt).isBetween(50L, 1_200L);
        }
    }

    /** 8 kHz, 16 bits, behind a header of 44 bytes: 16 bytes a millisecond. */
    private static long millis(String language, String prompt) throws IOException {
        Path file = FlowCheckTest.PROMPTS.resolve(language).resolve(prompt + ".wav");
        return (Files.size(file) - 44) / 16;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "en"})
    void greetingsAreShortAndGoldDoesNotListenLongest(String language) throws IOException {
        long longest = 0;
        for (String tier : List.of("greet-silver", "greet-bronze", "greet")) {
            assertThat(millis(language, tier)).as(tier).isBetween(500L, 3_000L);
            longest = Math.max(longest, millis(language, tier));
        }
        assertThat(millis(language, "greet-gold")).isBetween(500L, 3_000L).isLessThan(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "en"})
    void lastWordsAreOverBeforeTheCallIsCut(String language) throws IOException {
        long most = Exchange.LAST_WORDS.toMillis() - 2_000;
        assertThat(millis(language, "closing")).isBetween(1_000L, most);
    }

    @Test
    void agentHasOneNameThroughout() throws IOException {
        String table = Files.readString(FlowCheckTest.PROMPTS.resolve("prompts.tsv"));
        assertThat(table)
                .contains("کارشناس", "advisor")
                .doesNotContain("اپراتور", "همکار", "operator");
    }

    private static Map<String, String> table(String language) throws IOException {
        int column = 1 + LANGUAGES.indexOf(language);
        List<String> lines = new ArrayList<>();
        for (String file : List.of("prompts.tsv", "speech.tsv")) {
            List<String> all = Files.readAllLines(FlowCheckTest.PROMPTS.resolve(file));
            lines.addAll(all.subList(1, all.size()));
        }
        return lines.stream()
                .map(line -> line.split("\t", -1))
                .filter(row -> row.length > column && !row[column].isEmpty())
                .collect(Collectors.toMap(row -> row[0], row -> row[column]));
    }
}
