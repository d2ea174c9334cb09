package zarang.ivr.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.ivr.speech.NumberSpeech;

/** The prompts that ship: table, files and the words of numbers fit together. */
class PromptsTest {
    private static final List<String> LANGUAGES = List.of("fa", "en");
    private static final PromptFolder FOLDER =
            PromptFolder.scan(FlowCheckTest.PROMPTS, Set.copyOf(LANGUAGES));

    @Test
    void everyFileIsAWavThatTheExchangePlaysAndNoLanguageLacksAPrompt() {
        assertThat(FOLDER.check()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "en"})
    void tableAndFilesHoldTheSamePrompts(String language) throws IOException {
        Set<String> table = new TreeSet<>(table(language).keySet());
        table.add("hold-music");
        assertThat(FOLDER.names(language)).containsExactlyInAnyOrderElementsOf(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "en"})
    void everyWordOfANumberHasItsPromptAndTheTableGivesThatVeryWord(String language)
            throws IOException {
        NumberSpeech speech = NumberSpeech.of(language).orElseThrow();
        assertThat(FOLDER.names(language)).containsAll(speech.vocabulary());
        Map<String, String> table = table(language);
        speech.promptByWord()
                .forEach((word, prompt) -> assertThat(table).containsEntry(prompt, word));
    }

    @Test
    void folderWithWrongFilesIsTold(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("fa"));
        Files.writeString(folder.resolve("fa/a.wav"), "not a wav at all");
        byte[] stereo = Files.readAllBytes(FlowCheckTest.PROMPTS.resolve("fa/num/1.wav"));
        stereo[22] = 2;
        Files.write(folder.resolve("fa/b.wav"), stereo);
        Files.write(folder.resolve("fa/c.wav"), new byte[] {'R', 'I', 'F', 'F'});
        PromptFolder broken = PromptFolder.scan(folder, Set.of("fa", "en"));
        assertThat(broken.check())
                .extracting(finding -> finding.message())
                .containsExactly(
                        "holds no prompts",
                        "is not a WAV file",
                        "found format 1, 2 channels, 8000 Hz, 16 bits,"
                                + " expected PCM, mono, 8000 or 16000 Hz, 16 bits",
                        "is not a WAV file");
    }

    private static Map<String, String> table(String language) throws IOException {
        int column = 1 + LANGUAGES.indexOf(language);
        return Files.readAllLines(FlowCheckTest.PROMPTS.resolve("prompts.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(row -> row.length > column && !row[column].isEmpty())
                .collect(Collectors.toMap(row -> row[0], row -> row[column]));
    }
}
