package zarang.call;

import java.util.Optional;

/**
 * A waiting line that agents serve.
 *
 * @param value 1 to 32 letters, digits, dots, dashes or underscores, such as {@code sales}
 */
public record QueueName(String value) {
    public QueueName {
        Names.require("queue", value);
    }

    /** The queue that {@code written} would name; empty if it can name none. */
    public static Optional<QueueName> maybe(String written) {
        return Names.isName(written) ? Optional.of(new QueueName(written)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
