package zarang.yaml;

import java.util.Comparator;

/**
 * Where something stands in a file.
 *
 * @param file as the admin named it
 * @param line 1 and up
 * @param column in characters (code points), 1 and up
 */
public record FilePlace(String file, int line, int column) implements Comparable<FilePlace> {
    private static final Comparator<FilePlace> ORDER =
            Comparator.comparing(FilePlace::file)
                    .thenComparingInt(FilePlace::line)
                    .thenComparingInt(FilePlace::column);

    /** The beginning of a file, for what is wrong with the whole of it. */
    public static FilePlace start(String file) {
        return new FilePlace(file, 1, 1);
    }

    @Override
    public int compareTo(FilePlace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
