package zarang.ivr.step;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import zarang.ivr.variable.Variable;
import zarang.yaml.YamlNode;

/**
 * What the value of a key looks like: for the schema, for people, and how it is read. {@link
 * Shapes} has them.
 *
 * @param <T> what it is read as
 */
public final class Shape<T> {
    /** Reads a value that holds to the schema; what the schema cannot say becomes a finding. */
    @FunctionalInterface
    interface Reading<T> {
        Optional<T> read(YamlNode node, Map<String, Variable> known);
    }

    /** Notes what a value means for the ways through the flow. */
    @FunctionalInterface
    interface Noting<T> {
        void note(String path, T value, StepNotes notes);
    }

    /** What a verb gets for a value. */
    @FunctionalInterface
    interface Handing<T> {
        T hand(String path, T value);
    }

    private final Map<String, Object> schema;
    private final String words;
    private final T standIn;
    private final Reading<T> reading;
    private final Noting<T> noting;
    private final Handing<T> handing;

    Shape(
            Map<String, Object> schema,
            String words,
            T standIn,
            Reading<T> reading,
            Noting<T> noting) {
        this(schema, words, standIn, reading, noting, (path, value) -> value);
    }

    Shape(
            Map<String, Object> schema,
            String words,
            T standIn,
            Reading<T> reading,
            Noting<T> noting,
            Handing<T> handing) {
        this.schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
        this.words = words;
        this.standIn = standIn;
        this.reading = reading;
        this.noting = noting;
        this.handing = handing;
    }

    /** Its JSON Schema: maps, lists, texts, numbers, and null as in JSON. */
    public Map<String, Object> schema() {
        return schema;
    }

    /** For the reference: {@code 10ms to 5s}. */
    public String words() {
        return words;
    }

    /** Takes the place of a value that cannot be read, so that the rest can be looked at. */
    T standIn() {
        return standIn;
    }

    Optional<T> read(YamlNode node, Map<String, Variable> known) {
        return reading.read(node, known);
    }

    void note(String path, T value, StepNotes notes) {
        noting.note(path, value, notes);
    }

    /** What the verb gets: of a step to go on at, the exit that leads there. */
    T hand(String path, T value) {
        return handing.hand(path, value);
    }

    /** The same for a key that may be left out. */
    Shape<Optional<T>> optional() {
        return new Shape<>(
                schema,
                words,
                Optional.empty(),
                (node, known) -> written(reading.read(node, known)),
                (path, value, notes) -> value.ifPresent(v -> noting.note(path, v, notes)),
                (path, value) -> value.map(v -> handing.hand(path, v)));
    }

    private static <T> Optional<Optional<T>> written(Optional<T> value) {
        return value.isPresent() ? Optional.of(value) : Optional.empty();
    }
}
