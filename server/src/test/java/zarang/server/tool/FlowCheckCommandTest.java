package zarang.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FlowCheckCommandTest {
    private static final String GOOD =
            "flow: %s\nlanguage: fa\nstart: a\nsteps: {a: {play: greet, next: b}, b: {hang-up: }}\n";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();

    private int check(Path path) {
        return new CommandLine(new FlowCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(
                        "check",
                        "--conf",
                        "../conf",
                        "--prompts",
                        "../ivr-scripts/prompts",
                        path.toString());
    }

    @Test
    void folderIsAllItsScriptsAndNotTheirTests() throws IOException {
        Files.writeString(folder.resolve("one.yaml"), GOOD.formatted("one"));
        Files.writeString(folder.resolve("two.yaml"), GOOD.formatted("two"));
        Files.writeString(folder.resolve("two.test.yaml"), "tests: {}\n");
        assertThat(check(folder)).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("one.yaml: good", "two.yaml: good")
                .doesNotContain("test.yaml");
        Files.writeString(folder.resolve("two.yaml"), GOOD.formatted("two").replace("play", "pla"));
        assertThat(check(folder)).isEqualTo(1);
    }
}
