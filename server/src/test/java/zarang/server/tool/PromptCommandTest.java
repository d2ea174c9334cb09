package zarang.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PromptCommandTest {
    private static final Path CONF = Path.of("..", "conf");
    private static final Path SCRIPTS =
            Path.of("..", "ivr-scripts", "scripts").toAbsolutePath().normalize();
    private static final Path SHIPPED = Path.of("..", "ivr-scripts", "prompts");

    @TempDir private Path work;

    private Path prompts;
    private String out = "";
    private String err = "";

    @BeforeEach
    void copyWhatShips() throws IOException {
        prompts = work.resolve("prompts");
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".wav")).toList()) {
                Path copy = prompts.resolve(SHIPPED.relativize(file));
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--conf", CONF.toString(), "--prompts", prompts.toString()));
        all.addAll(List.of("--set", "ivr.scripts=" + SCRIPTS));
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        int exit =
                new CommandLine(new PromptCommand())
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(complained))
                        .execute(all.toArray(String[]::new));
        out = said.toString();
        err = complained.toString();
        return exit;
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }

    /** A second of a tone at 44.1 kHz in two channels. */
    private Path recording(String name) throws IOException {
        byte[] samples = new byte[44_100 * 4];
        for (int i = 0; i < 44_100; i++) {
            int sample = (int) (3000 * Math.sin(2 * Math.PI * 400 * i / 44_100));
            for (int channel = 0; channel < 2; channel++) {
                samples[4 * i + 2 * channel] = (byte) sample;
                samples[4 * i + 2 * channel + 1] = (byte) (sample >> 8);
            }
        }
        Path file = work.resolve(name);
        AudioSystem.write(
                new AudioInputStream(
                        new ByteArrayInputStream(samples),
                        new AudioFormat(44_100, 16, 2, true, false),
                        44_100),
                AudioFileFormat.Type.WAVE,
                file.toFile());
        return file;
    }

    @Test
    void recordingBecomesAPromptThatTheServerPlays() throws IOException {
        String file = recording("Studio.wav").toString();
        assertThat(run("add", file, "--name", "hours/closed", "--language", "fa", "--json"))
                .as(err)
                .isZero();
        JsonNode added = json().path("prompts").path(0);
        assertThat(added.path("milliseconds").asLong()).isBetween(1150L, 1250L);
        assertThat(added.path("level").asDouble()).isBetween(-24.5, -23.5);
        assertThat(run("check", "--json")).as(out).isZero();
        assertThat(json().path("findings"))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.path("file").asString()).endsWith("en/hours/closed.wav"));
    }

    @Test
    void eachFileHasItsOwnAnswerAndTheGoodOnesAreAdded() throws IOException {
        String good = recording("one.wav").toString();
        String text = Files.writeString(work.resolve("two.wav"), "no sound").toString();
        String gone = work.resolve("three.wav").toString();
        assertThat(run("add", good, text, gone, "--language", "en", "--json")).isEqualTo(1);
        assertThat(json().path("prompts"))
                .extracting(each -> each.path("fault").asString("added"))
                .containsExactly("added", "format", "missing");
        assertThat(prompts.resolve("en/one.wav")).exists();
    }

    @Test
    void promptThatIsThereIsNotOverwrittenByMistake() throws IOException {
        String file = recording("x.wav").toString();
        byte[] before = Files.readAllBytes(prompts.resolve("fa/greet.wav"));
        assertThat(run("add", file, "--name", "greet")).isEqualTo(1);
        assertThat(err).contains("exists: found").contains("--replace");
        assertThat(prompts.resolve("fa/greet.wav")).hasBinaryContent(before);
        assertThat(run("add", file, "--name", "greet", "--replace")).isZero();
        assertThat(Files.readAllBytes(prompts.resolve("fa/greet.wav"))).isNotEqualTo(before);
    }

    @Test
    void listTellsLengthMissingLanguagesAndFlows() throws IOException {
        Files.delete(prompts.resolve("en/goodbye.wav"));
        assertThat(run("list", "--json")).isZero();
        JsonNode goodbye =
                json().path("prompts")
                        .valueStream()
                        .filter(each -> each.path("prompt").asString().equals("goodbye"))
                        .findFirst()
                        .orElseThrow();
        assertThat(goodbye.path("milliseconds").path("fa").asLong()).isBetween(500L, 6000L);
        assertThat(goodbye.path("missing").path(0).asString()).isEqualTo("en");
        assertThat(goodbye.path("flows").path(0).asString()).isEqualTo("hotline");
        assertThat(run("list")).isZero();
        assertThat(out).containsPattern("goodbye +fa .* s +en missing +hotline");
    }

    @Test
    void whatShipsIsGood() {
        assertThat(run("check")).as(out).isZero();
        assertThat(out).contains("all can be played").doesNotContain("warning");
    }

    @Test
    void checkNamesWhatCannotBePlayedAndWhatIsMissed() throws IOException {
        Files.delete(prompts.resolve("en/goodbye.wav"));
        Files.writeString(prompts.resolve("fa/greet.wav"), "RIFF no more");
        Files.write(prompts.resolve("fa/extra.wav"), new byte[0]);
        assertThat(run("check")).isEqualTo(1);
        assertThat(out)
                .contains("en/goodbye.wav: is missing; played by hotline")
                .containsPattern("fa/greet.wav: byte 8: found '.*', expected 'WAVE'")
                .contains("fa/extra.wav: byte 0: found 0 bytes")
                .contains("en/extra.wav: warning: is missing; no flow plays it")
                .contains("3 at fault");
    }

    private static final String ESPEAK = "speech.command=espeak-ng,-v,{language},--stdout";

    @Test
    void textIsSpokenIntoTheFolderAndIntoAFile() throws IOException {
        assertThat(run("say", "سلام، خوش آمدید.", "--name", "hello", "--set", ESPEAK))
                .as(err)
                .isZero();
        assertThat(prompts.resolve("fa/hello.wav")).exists();
        String file = work.resolve("hello.wav").toString();
        assertThat(run("say", "welcome", "--language", "en", "--out", file, "--set", ESPEAK))
                .as(err)
                .isZero();
        assertThat(run("say", "welcome", "--out", file, "--set", ESPEAK)).isEqualTo(1);
        assertThat(run("check")).as(out).isZero();
        assertThat(out).doesNotContain("fa/hello.wav: warning: is .* dB");
    }

    @Test
    void textThatNobodySpeaksIsRefused() {
        assertThat(run("say", "سلام", "--name", "hello")).isEqualTo(1);
        assertThat(err).contains("nobody speaks texts: set speech.command or speech.url");
        assertThat(run("say", "سلام", "--name", "hello", "--set", "speech.command=/no/voice"))
                .isEqualTo(1);
        assertThat(err).contains("cannot run '/no/voice'");
        assertThat(prompts.resolve("fa/hello.wav")).doesNotExist();
    }
}
