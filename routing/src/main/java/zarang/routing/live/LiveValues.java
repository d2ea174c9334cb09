package zarang.routing.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What somebody has set of a queue, of an agent or of the floor, above what the files say.
 *
 * @param values as they would be written, by key, such as {@code wrap-up}
 * @param by who set them last
 */
public record LiveValues(SequencedMap<String, String> values, String by, Instant at) {
    private static final String FIELD = "\t";
    private static final String LINE = "\n";

    public LiveValues {
        TreeMap<String, String> plain = new TreeMap<>();
        values.forEach((key, value) -> plain.put(plain(key), plain(value)));
        values = Collections.unmodifiableSequencedMap(plain);
        by = plain(by);
    }

    /** Who and when in the first line, then a key and its value in each. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(at + FIELD + by);
        values.forEach((key, value) -> lines.add(key + FIELD + value));
        return String.join(LINE, lines);
    }

    /** No value has a tab or a line end in it. */
    private static String plain(String text) {
        return text.replace('\t', ' ').replace('\n', ' ');
    }

    /** Empty if it is damaged. */
    static Optional<LiveValues> read(String text) {
        try {
            List<String[]> lines = text.lines().map(line -> line.split(FIELD, 2)).toList();
            TreeMap<String, String> values = new TreeMap<>();
            for (String[] line : lines.subList(1, lines.size())) {
                values.put(line[0], line[1]);
            }
            return Optional.of(
                    new LiveValues(
                            values, lines.getFirst()[1], Instant.parse(lines.getFirst()[0])));
        } catch (RuntimeException damaged) {
            return Optional.empty();
        }
    }
}
