package zarang.call;

/**
 * A waiting line that agents serve.
 *
 * @param value 1 to 32 letters, digits, dots, dashes or underscores, such as {@code sales}
 */
public record QueueName(String value) {
    public QueueName {
        Names.require("queue", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
