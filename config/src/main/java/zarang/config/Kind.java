package zarang.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zarang.yaml.Spans;
import zarang.yaml.YamlList;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/**
 * How the value of a key is read.
 *
 * @param expected type, unit and range, as findings and documentation name them
 * @param list whether {@code --set} takes several, separated by commas
 * @param reader the value; if it is wrong, nothing, and the node has a finding
 */
public record Kind<T>(String expected, boolean list, Function<YamlNode, Optional<T>> reader) {
    /** Digits, within bounds. */
    public static Kind<Integer> whole(int min, int max) {
        return new Kind<>(
                "a whole number from " + min + " to " + max, false, node -> node.integer(min, max));
    }

    public static Kind<Boolean> flag() {
        return new Kind<>("true or false", false, YamlNode::bool);
    }

    public static Kind<Duration> span(Duration min, Duration max) {
        return new Kind<>(
                "a duration from " + Spans.write(min) + " to " + Spans.write(max),
                false,
                node -> node.duration(min, max));
    }

    /** A single value that {@code reader} understands. */
    public static <T> Kind<T> one(String expected, Function<String, Optional<T>> reader) {
        return new Kind<>(expected, false, node -> node.parsed(expected, reader));
    }

    /**
     * The same, where more can be said of what is wrong.
     *
     * @param fault what is wrong with a value that {@code reader} does not understand; may be empty
     */
    public static <T> Kind<T> one(
            String expected, Function<String, Optional<T>> reader, Function<String, String> fault) {
        return new Kind<>(
                expected,
                false,
                node -> {
                    if (!(node instanceof YamlScalar scalar)
                            || scalar.kind() == YamlScalar.Kind.NOTHING) {
                        return node.parsed(expected, reader);
                    }
                    Optional<T> value = reader.apply(scalar.raw());
                    if (value.isEmpty()) {
                        String more = fault.apply(scalar.raw());
                        node.expected(expected + (more.isEmpty() ? "" : "; " + more));
                    }
                    return value;
                });
    }

    /**
     * A value that must not be shown when it is wrong.
     *
     * @param fault what is wrong with it, without showing it; may be empty
     */
    public static <T> Kind<T> masked(
            String expected, Function<String, Optional<T>> reader, Function<String, String> fault) {
        return new Kind<>(
                expected,
                false,
                node -> {
                    Optional<String> text = node.text();
                    Optional<T> value = text.flatMap(reader);
                    if (text.isPresent() && value.isEmpty()) {
                        String more = fault.apply(text.get());
                        node.refuse(
                                "found something else (not shown), expected "
                                        + expected
                                        + (more.isEmpty() ? "" : "; " + more)
                                        + node.hint());
                    }
                    return value;
                });
    }

    /** One or several values of which each is of {@code item}. */
    public static <T> Kind<List<T>> several(Kind<T> item, int min, int max) {
        String expected = "a list of " + min + " to " + max + ", each " + item.expected();
        return new Kind<>(expected, true, node -> several(node, item, min, max, expected));
    }

    private static <T> Optional<List<T>> several(
            YamlNode node, Kind<T> item, int min, int max, String expected) {
        List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
        if (items.size() < min || items.size() > max) {
            node.refuse("found " + items.size() + " values, expected " + expected);
            return Optional.empty();
        }
        List<T> values = new ArrayList<>();
        for (YamlNode each : items) {
            item.reader().apply(each).ifPresent(values::add);
        }
        return values.size() == items.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }
}
