package zarang.ivr.step;

/**
 * Something of the house that a step names.
 *
 * @param key of the step under which it is named
 */
public record StepName(Kind kind, String key, String name) {
    /** What it is. */
    public enum Kind {
        QUEUE,
        CALENDAR,
        /** A header's value, for the web. */
        SECRET
    }
}
