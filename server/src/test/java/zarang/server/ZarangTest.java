package zarang.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import zarang.api.route.Scope;
import zarang.server.command.Exit;

class ZarangTest {
    /** A terminal of 24 lines shows what is wrong and what was typed. */
    private static final int SCREEN = 22;

    private static List<String> refused(String... arguments) {
        StringWriter err = new StringWriter();
        int exit =
                Zarang.commandLine(arguments).setErr(new PrintWriter(err, true)).execute(arguments);
        assertThat(exit).isEqualTo(Exit.USAGE);
        return err.toString().lines().toList();
    }

    @Test
    void whatIsWrongWithACommandLineStaysOnTheScreen() {
        List<String> said =
                refused("simulate", "--calls-per-hour", "240", "--aht", "300", "--agents", "24");
        assertThat(said).hasSizeLessThan(SCREEN);
        assertThat(said.getFirst())
                .isEqualTo(
                        "zarang: Invalid value for option '--aht': '300' is no time: write 10s,"
                                + " 1.5s, 2m or 1h");
        assertThat(said.get(1)).startsWith("Usage: zarang simulate ");
        assertThat(said.getLast()).isEqualTo("zarang simulate --help says more");
    }

    @Test
    void aCommandThatLacksItsVerbSaysWhichThereAre() {
        assertThat(refused("queue"))
                .hasSizeLessThan(SCREEN)
                .anyMatch(line -> line.contains("waiting"));
        assertThat(refused("flow", "lisst"))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("Did you mean");
    }

    @Test
    void aFirstWordThatIsNoCommandIsComparedWithAll() {
        assertThat(refused("queeu")).last().asString().contains("zarang queue");
        assertThat(refused()).anyMatch(line -> line.startsWith("  doctor"));
    }

    @Test
    void aCommandIsKnownByItsOtherNameToo() {
        assertThat(refused("callbacks"))
                .isEqualTo(refused("callback"))
                .anyMatch(line -> line.contains("list"));
    }

    @Test
    void helpKnowsEveryCommand() {
        StringWriter out = new StringWriter();
        int exit =
                Zarang.commandLine("help", "flow")
                        .setOut(new PrintWriter(out, true))
                        .execute("help", "flow");
        assertThat(exit).isEqualTo(Exit.DONE);
        assertThat(out.toString()).startsWith("Usage: zarang flow ");
    }

    @Test
    void theHelpOfKeysNamesAllThatAKeyMayBeLetDo() {
        StringWriter out = new StringWriter();
        Zarang.commandLine().setOut(new PrintWriter(out, true)).execute("key", "create", "--help");
        String help = out.toString().replaceAll("\\s+", "");
        for (Scope scope : Scope.values()) {
            assertThat(help).contains(scope.text());
        }
    }

    /** {@code ./zarang test} is the shell's: it builds. */
    @Test
    void theFrontPageNamesEveryCommandAndNoOther() throws IOException {
        String page = Files.readString(Path.of("..", "README.md"));
        List<String> lines =
                page.substring(page.indexOf("## Every command"))
                        .lines()
                        .filter(line -> line.startsWith("./zarang "))
                        .map(line -> line.substring("./zarang ".length()))
                        .toList();
        Map<String, CommandLine> commands = new HashMap<>(Zarang.commandLine().getSubcommands());
        assertThat(lines)
                .extracting(line -> line.replaceFirst("\\s.*", ""))
                .containsAll(
                        commands.values().stream()
                                .map(CommandLine::getCommandName)
                                .filter(name -> !name.equals("help"))
                                .toList());
        for (String line : lines) {
            String[] words = line.split("\\s+", 2);
            if (words[0].equals("test")) {
                continue;
            }
            CommandLine command = Objects.requireNonNull(commands.get(words[0]), line);
            if (!command.getSubcommands().isEmpty()) {
                assertThat(command.getSubcommands().keySet())
                        .as(line)
                        .containsAll(
                                Stream.of(words[1].split("\\s{2,}", 2)[0].split(" \\| "))
                                        .map(verb -> verb.replaceFirst("\\s.*", ""))
                                        .toList());
            }
        }
    }

    @Test
    void thePersianFrontPageHasTheCommandsOfTheEnglishOne() throws IOException {
        List<String> persian = commands("README.fa.md");
        assertThat(persian).hasSizeGreaterThan(6);
        assertThat(commands("README.md")).containsAll(persian);
    }

    private static List<String> commands(String page) throws IOException {
        return Files.readString(Path.of("..", page))
                .lines()
                .filter(line -> line.startsWith("./zarang "))
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .toList();
    }
}
