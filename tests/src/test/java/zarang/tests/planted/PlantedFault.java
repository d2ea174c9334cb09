package zarang.tests.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A small change of production code that makes it wrong.
 *
 * @param name what goes wrong
 * @param file the source, from the project's folder
 * @param find stands in it exactly once; how it is broken into lines does not matter
 * @param put what stands there instead
 * @param test the class that must fail then, with {@code #method} or without
 */
record PlantedFault(String name, String file, String find, String put, String test) {
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    String source() throws IOException {
        return Files.readString(HOME.resolve(file));
    }

    private Pattern pattern() {
        return Pattern.compile(
                Arrays.stream(find.strip().split("\\s+"))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s*")));
    }

    /** How often the place is found. */
    long places() throws IOException {
        return pattern().matcher(source()).results().count();
    }

    /** The source with the fault in it. */
    String planted() throws IOException {
        return pattern().matcher(source()).replaceFirst(Matcher.quoteReplacement(put));
    }

    String testClass() {
        return test.replaceFirst("#.*", "");
    }
}
