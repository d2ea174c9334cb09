package zarang.routing.owner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One line of a letter, read from left to right. Wrong or missing fields: {@link
 * IllegalArgumentException}.
 */
public final class Fields {
    private final String[] fields;
    private int next;

    public Fields(String line) {
        fields = line.split("\t", -1);
    }

    /** A line of those fields. */
    public static String line(List<Object> fields) {
        return String.join("\t", fields.stream().map(Fields::escaped).toList());
    }

    /** As it stands in a line: without tabs and line ends. */
    private static String escaped(Object field) {
        return field.toString().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    /** The next field. */
    public String text() {
        if (next == fields.length) {
            throw new IllegalArgumentException("the line is too short");
        }
        String field = fields[next++];
        return field.indexOf('\\') < 0 ? field : unescaped(field);
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        boolean escape = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (!escape && c == '\\') {
                escape = true;
                continue;
            }
            text.append(!escape ? c : c == 't' ? '\t' : c == 'n' ? '\n' : c);
            escape = false;
        }
        return text.toString();
    }

    /** Whether nothing is left. */
    public boolean isOver() {
        return next == fields.length;
    }

    /** The next field, as a number. */
    public long number() {
        return Long.parseLong(text());
    }

    Duration span() {
        return Duration.ofNanos(number());
    }

    /** Nothing, where the field is empty. */
    public Optional<String> maybe() {
        return Optional.of(text()).filter(field -> !field.isEmpty());
    }

    Optional<Duration> maybeSpan() {
        return maybe().map(nanos -> Duration.ofNanos(Long.parseLong(nanos)));
    }

    /** The next field, as a time. */
    public Instant instant() {
        return Instant.parse(text());
    }
}
