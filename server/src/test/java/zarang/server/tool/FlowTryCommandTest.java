package zarang.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FlowTryCommandTest {
    private static final String HOTLINE = "../ivr-scripts/scripts/hotline.yaml";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int tried(String typed, String... options) {
        List<String> arguments = new ArrayList<>(List.of("try", "--conf", "../conf", HOTLINE));
        arguments.addAll(List.of(options));
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            return new CommandLine(new FlowCommand())
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments.toArray(String[]::new));
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void callAtATerminalShowsWhatIsHeardTheStepAndTheVariables() {
        int exit =
                tried(
                        "help\nquue\nvars\n\n1\nqueue full\n\n",
                        "--member",
                        "{tier: gold, points: 12.5}");
        assertThat(exit).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .contains(
                        "hears greet-gold",
                        "[greet: greet-gold] > ",
                        "member.points = 12.5",
                        "hears main-menu",
                        "caller presses 1",
                        "queue sales gold priority",
                        "hears queue-full",
                        "an empty line           time passes",
                        "! found 'quue'",
                        "hang-up normal-clearing",
                        "the call is over");
    }

    @Test
    void keysOfAPersianKeyboardAreKeys() {
        assertThat(tried("\n\u06F1\n")).isZero();
        assertThat(out.toString()).contains("caller presses 1").contains("queue sales");
    }

    @Test
    void whatWasTriedIsSavedAsATestThatPasses() throws Exception {
        Path tests = folder.resolve("hotline.test.yaml");
        Files.copy(Path.of(HOTLINE), folder.resolve("hotline.yaml"));
        int exit =
                tried(
                        "\n2\n\n\n\n\n\n\n\n\n\n\nwait 3s\n1\nagent answers\nagent hangs up\n\n\n",
                        "--member",
                        "{tier: silver, points: 3}",
                        "--caller",
                        "+989121234567",
                        "--time",
                        "1405-01-01 09:00",
                        "--save",
                        tests.toString());
        assertThat(exit).as("%s%s", out, err).isZero();
        assertThat(Files.readString(tests))
                .contains(
                        "caller: \"+989121234567\"",
                        "member: {tier: \"silver\", points: 3}",
                        "- \"press 2 during main-menu\"",
                        "- \"expect queue sales silver priority\"",
                        "- \"expect hang-up normal-clearing\"");
        StringWriter report = new StringWriter();
        int tested =
                new CommandLine(new FlowCommand())
                        .setOut(new PrintWriter(report, true))
                        .execute("test", "--conf", "../conf", folder.toString());
        assertThat(tested).as("%s%n%s", report, Files.readString(tests)).isZero();
        assertThat(tried("", "--save", tests.toString())).as("never overwritten").isEqualTo(2);
    }

    @Test
    void inputThatEndsAndOptionsThatMeanNothingAreNoRiddle() {
        assertThat(tried("")).isZero();
        assertThat(tried("", "--caller", "me")).isEqualTo(1);
        assertThat(err.toString()).contains("found 'me', expected a number such as");
        assertThat(tried("", "--member", "{teir: gold}")).isEqualTo(1);
        assertThat(err.toString()).contains("did you mean 'tier'?");
    }
}
