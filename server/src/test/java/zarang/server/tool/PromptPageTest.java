package zarang.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zarang.media.sound.SoundFault;

/** The page of prompts: each of its commands does what it says, and each fault is told. */
class PromptPageTest {
    private static final Path PAGE = Path.of("..", "docs", "PROMPTS.md");
    private static final Path SHIPPED = Path.of("..", "ivr-scripts", "prompts");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");
    private static final Pattern FAULT = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

    @TempDir private Path work;

    @Test
    void everyCommandOfThePageIsUnderstood() throws IOException {
        Path prompts = work.resolve("prompts");
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".wav")).toList()) {
                Path copy = prompts.resolve(SHIPPED.relativize(file));
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
        List<String> lines = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        while (block.find()) {
            block.group(1)
                    .lines()
                    .filter(l -> l.startsWith("./zarang prompt "))
                    .forEach(lines::add);
        }
        assertThat(lines).hasSizeGreaterThan(4);
        for (String line : lines) {
            run(line, prompts);
        }
    }

    /** Recordings are read from what ships; what is written goes into the test's folder. */
    private String here(String word, String line) {
        if (!word.endsWith(".wav")) {
            return word;
        }
        return line.contains("--out")
                ? work.resolve(word).toString()
                : SHIPPED.resolve("fa/greet.wav").toString();
    }

    private void run(String line, Path prompts) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.substring("./zarang prompt ".length()));
        while (word.find()) {
            words.add(here(word.group().replace("\"", ""), line));
        }
        words.addAll(List.of("--conf", Path.of("..", "conf").toString()));
        words.addAll(List.of("--prompts", prompts.toString()));
        Path scripts = Path.of("..", "ivr-scripts", "scripts").toAbsolutePath().normalize();
        words.addAll(List.of("--set", "ivr.scripts=" + scripts));
        words.addAll(List.of("--set", "speech.command=espeak-ng,-v,{language},--stdout"));
        if (words.contains("en")) {
            words.add("--replace"); // the recordings are all one, and so is their name
        }
        StringWriter said = new StringWriter();
        int exit =
                new CommandLine(new PromptCommand())
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(words.toArray(String[]::new));
        assertThat(exit).as(line + "\n" + said).isZero();
    }

    @Test
    void everyFaultStandsInTheTable() throws IOException {
        Matcher fault = FAULT.matcher(Files.readString(PAGE));
        List<String> told = new ArrayList<>();
        while (fault.find()) {
            told.add(fault.group(1));
        }
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(SoundFault.Kind.values()).map(SoundFault.Kind::word).toList());
        assertThat(Set.copyOf(told)).hasSameSizeAs(told);
    }
}
