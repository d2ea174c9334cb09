package zarang.call.engine;

import java.util.Map;

/**
 * A number that an engine shows of itself, beside those that every engine has. Its name and help
 * are always the same; an engine shows the same figures each time.
 */
public sealed interface EngineFigure {
    /** As Prometheus asks, such as {@code zarang_sip_sessions}. */
    String name();

    /** What it means, in a sentence without a dot. */
    String help();

    /** What goes up and down. */
    record Level(String name, String help, double value) implements EngineFigure {}

    /**
     * The same for several.
     *
     * @param label the label that tells them apart
     * @param values by the label's value; a bounded set
     */
    record Levels(String name, String help, String label, Map<String, Double> values)
            implements EngineFigure {
        public Levels {
            values = Map.copyOf(values);
        }
    }

    /** What only grows; the name ends in {@code _total}. */
    record Count(String name, String help, long value) implements EngineFigure {}

    /**
     * The same for several; the name ends in {@code _total}.
     *
     * @param label the label that tells them apart
     * @param values by the label's value; a bounded set
     */
    record Counts(String name, String help, String label, Map<String, Long> values)
            implements EngineFigure {
        public Counts {
            values = Map.copyOf(values);
        }
    }
}
