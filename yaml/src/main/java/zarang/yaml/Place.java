package zarang.yaml;

import java.util.Comparator;

/**
 * Where something stands in a file.
 *
 * @param file as the admin named it
 * @param line 1 and up
 * @param column in characters (code points), 1 and up
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file)
                    .thenComparingInt(Place::line)
                    .thenComparingInt(Place::column);

    /** The beginning of a file, for what is wrong with the whole of it. */
    public static Place start(String file) {
        return new Place(file, 1, 1);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
