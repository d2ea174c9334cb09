package zarang.media.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.media.prompt.PromptLibrary;
import zarang.media.sound.SoundFault.Kind;

class PromptFilesTest {
    @TempDir private Path root;

    private static PreparedPrompt prompt(int millis) {
        return ((PromptMaker.Made.Good)
                        PromptMaker.make(Sounds.tone(8000, 400, 0.3, millis), "greet"))
                .prompt();
    }

    private PromptFiles files() throws IOException {
        return new PromptFiles(Files.createDirectories(root.resolve("prompts")));
    }

    private static Kind refused(PromptFiles.Put put) {
        assertThat(put).isInstanceOf(PromptFiles.Put.Refused.class);
        return ((PromptFiles.Put.Refused) put).fault().kind();
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void promptIsHeardUnderItsNameAndNothingElseIsLeft() throws IOException {
        assertThat(files().put("fa", "hours/closed", prompt(500), false))
                .isInstanceOf(PromptFiles.Put.Done.class);
        assertThat(everything()).containsExactly("prompts/fa/hours/closed.wav");
        assertThat(PromptLibrary.load(root.resolve("prompts"), List.of()).has("hours/closed", "fa"))
                .isTrue();
    }

    @Test
    void promptThatIsThereStaysUnlessAskedFor() throws IOException {
        files().put("fa", "greet", prompt(500), false);
        byte[] before = Files.readAllBytes(root.resolve("prompts/fa/greet.wav"));
        assertThat(refused(files().put("fa", "greet", prompt(900), false))).isEqualTo(Kind.EXISTS);
        assertThat(root.resolve("prompts/fa/greet.wav")).hasBinaryContent(before);
        files().put("fa", "greet", prompt(900), true);
        assertThat(Files.size(root.resolve("prompts/fa/greet.wav"))).isGreaterThan(before.length);
    }

    @ParameterizedTest
    @CsvSource({
        "fa, ../greet, OUTSIDE",
        "fa, /etc/greet, OUTSIDE",
        "fa, a/../../../greet, OUTSIDE",
        "fa, a/./b, NAME",
        "fa, Greet, NAME",
        "fa, '', NAME",
        "fa, سلام, NAME",
        "../fa, greet, NAME",
        ".., greet, NAME"
    })
    void noNameLeadsOutOfTheFolder(String language, String name, Kind kind) throws IOException {
        assertThat(refused(files().put(language, name, prompt(500), true))).isEqualTo(kind);
        assertThat(everything()).isEmpty();
    }

    @Test
    void noLinkLeadsOutOfTheFolder() throws IOException {
        PromptFiles files = files();
        Path outside = Files.createDirectories(root.resolve("outside"));
        Path prompts = root.resolve("prompts");
        Files.createSymbolicLink(prompts.resolve("fa"), outside);
        Files.createDirectories(prompts.resolve("en"));
        Files.createSymbolicLink(prompts.resolve("en/greet.wav"), outside.resolve("target"));

        assertThat(refused(files.put("fa", "greet", prompt(500), true))).isEqualTo(Kind.OUTSIDE);
        assertThat(refused(files.put("en", "greet", prompt(500), true))).isEqualTo(Kind.OUTSIDE);
        assertThat(everything()).isEmpty();
    }
}
