package zarang.ivr.step;

import java.util.List;
import java.util.Optional;

/**
 * A key of a verb. The schema, the reference and the reading are made from it.
 *
 * @param path from the step on: {@code next}, {@code digits.between}, {@code on.found}; {@code
 *     on.*} for any other name below {@code on}
 * @param absent the value where it is not written; of a required key a stand-in
 * @param usually for people: the default; empty for a required key
 * @param meaning in a line
 * @param <T> what it is read as
 */
public record StepKey<T>(
        String path, Shape<T> shape, boolean required, T absent, String usually, String meaning) {

    public static <T> StepKey<T> required(String path, Shape<T> shape, String meaning) {
        return new StepKey<>(path, shape, true, shape.standIn(), "", meaning);
    }

    /** May be left out, and is then nothing. */
    public static <T> StepKey<Optional<T>> optional(String path, Shape<T> shape, String meaning) {
        return new StepKey<>(path, shape.optional(), false, Optional.empty(), "none", meaning);
    }

    /**
     * May be left out.
     *
     * @param written the default as an admin would write it
     */
    public static <T> StepKey<T> usually(
            String path, Shape<T> shape, T value, String written, String meaning) {
        return new StepKey<>(path, shape, false, value, written, meaning);
    }

    /** {@code next}: where the flow goes on. */
    public static StepKey<String> next() {
        return required("next", Shapes.target(), "where the flow goes on");
    }

    /** The parts of its path. */
    public List<String> parts() {
        return List.of(path.split("\\.", -1));
    }

    /** Of a way out: the outcome that leads there. */
    String outcome() {
        return parts().getLast();
    }

    /** The first part of its path: the key of the step that it is, or lies below. */
    public String top() {
        return parts().getFirst();
    }
}
