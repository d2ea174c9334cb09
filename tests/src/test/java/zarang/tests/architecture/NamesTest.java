package zarang.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A word has one sense: no two types of the house share a name, tests included. */
class NamesTest {
    @Test
    void noTwoTypesShareAName() throws IOException {
        Map<String, List<Path>> byName =
                Sources.all().stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .collect(
                                Collectors.groupingBy(
                                        file -> file.getFileName().toString(),
                                        TreeMap::new,
                                        Collectors.toList()));
        assertThat(byName).hasSizeGreaterThan(500);
        byName.values().removeIf(files -> files.size() == 1);
        assertThat(byName).as("types that share a name").isEmpty();
    }
}
