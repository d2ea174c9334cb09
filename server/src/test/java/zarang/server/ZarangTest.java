package zarang.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
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
}
