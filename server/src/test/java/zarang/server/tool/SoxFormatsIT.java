package zarang.server.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import zarang.media.sound.Sound;
import zarang.media.sound.SoundReader;

/** Recordings that only sox reads become prompts, as long as what was recorded. */
class SoxFormatsIT {
    private static final Path RECORDED =
            Path.of("..", "ivr-scripts", "prompts", "fa", "main-menu.wav");

    /** Codecs put some silence around. */
    private static final long PADDING_MS = 150;

    @TempDir private Path work;

    private final StringWriter said = new StringWriter();

    private int add(Path file) {
        return new CommandLine(new PromptCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(
                        "add",
                        file.toString(),
                        "--name",
                        "menu",
                        "--language",
                        "fa",
                        "--conf",
                        Path.of("..", "conf").toString(),
                        "--prompts",
                        work.resolve("prompts").toString());
    }

    private static long millis(Path wav) {
        return ((Sound) new SoundReader().read(wav)).millis();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp3", "ogg", "flac"})
    void recordingBecomesAPrompt(String format) throws IOException, InterruptedException {
        Path file = work.resolve("menu." + format);
        Process sox =
                new ProcessBuilder("sox", RECORDED.toString(), "-r", "44100", file.toString())
                        .inheritIO()
                        .start();
        assertThat(sox.waitFor()).as("sox writes %s: libsox-fmt-mp3 and -base", format).isZero();
        assertThat(add(file)).as("%s", said).isZero();
        assertThat(millis(work.resolve("prompts/fa/menu.wav")))
                .isCloseTo(millis(RECORDED), within(PADDING_MS));

        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, new byte[bytes.length]);
        assertThat(add(file)).as("zeros that are called %s", format).isEqualTo(1);
        assertThat(said.toString()).contains("zarang: " + file + ": ");
    }
}
