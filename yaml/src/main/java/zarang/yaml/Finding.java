package zarang.yaml;

import java.util.Comparator;

/**
 * Something that is wrong with a file.
 *
 * @param key the path of the key, such as {@code media.ports} or {@code webhooks[1].url}; empty if
 *     it concerns the whole file
 * @param message what was found and what was expected, without place and key
 * @param rule the id of the {@link FindingRule} that it offends against
 */
public record Finding(FilePlace place, String key, String message, Severity severity, String rule)
        implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::place)
                    .thenComparing(Finding::severity)
                    .thenComparing(Finding::key)
                    .thenComparing(Finding::message)
                    .thenComparing(Finding::rule);

    /** A value that does not fit. */
    public Finding(FilePlace place, String key, String message, Severity severity) {
        this(place, key, message, severity, YamlRule.BAD_VALUE.id());
    }

    /** By place. */
    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code conf/zarang.yaml:12:9: media.ports: found 'abc', expected …}. */
    @Override
    public String toString() {
        return place
                + ": "
                + (severity == Severity.WARNING ? "warning: " : "")
                + (key.isEmpty() ? "" : key + ": ")
                + message;
    }
}
