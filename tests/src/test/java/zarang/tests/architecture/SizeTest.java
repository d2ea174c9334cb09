package zarang.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files stay small. */
class SizeTest {
    private static final int LINES_MAX = 400;
    private static final int CALL_LINES_MAX = 250;
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @Test
    void noFileGrowsOverTheNorm() throws IOException {
        TreeMap<String, Long> over = new TreeMap<>();
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.filter(SizeTest::isMainSource).toList()) {
                String name = file.getFileName().toString();
                long lines = Files.readAllLines(file).size();
                if (lines
                        > (file.toString().contains("/zarang/call/")
                                ? CALL_LINES_MAX
                                : LINES_MAX)) {
                    over.put(name, lines);
                }
            }
        }
        assertThat(over).as("files over the norm, and their lines").isEmpty();
    }

    private static boolean isMainSource(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/main/java/");
    }
}
