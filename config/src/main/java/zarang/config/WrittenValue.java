package zarang.config;

import java.time.Duration;
import java.util.List;
import zarang.yaml.Spans;

/**
 * A value that is set while the process runs, as it would be written in a file; a list with commas.
 *
 * @param path of its key, with names in place of the stars
 */
public record WrittenValue(List<String> path, String text) {
    public WrittenValue {
        path = List.copyOf(path);
    }

    /** A duration, with the largest unit that needs no fraction. */
    public static String span(Duration span) {
        return Spans.write(span);
    }

    /** Where a finding says that it is. */
    public String name() {
        return String.join(".", path);
    }
}
