package zarang.config;

import java.util.List;

/**
 * A value that is set while the process runs, as it would be written in a file; a list with commas.
 *
 * @param path of its key, with names in place of the stars
 */
public record WrittenValue(List<String> path, String text) {
    public WrittenValue {
        path = List.copyOf(path);
    }

    /** Where a finding says that it is. */
    public String name() {
        return String.join(".", path);
    }
}
