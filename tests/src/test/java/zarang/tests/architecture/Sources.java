package zarang.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The house's own Java files, as they lie in the tree. */
final class Sources {
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private Sources() {}

    /** Of production. */
    static List<Path> main() throws IOException {
        return below("/src/main/java/");
    }

    /** Tests included. */
    static List<Path> all() throws IOException {
        return below("/src/");
    }

    private static List<Path> below(String part) throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> file.toString().contains(part))
                            .filter(file -> !file.toString().contains("/target/"))
                            .toList();
            assertThat(found).as("sources below " + HOME).hasSizeGreaterThan(300);
            return found;
        }
    }
}
