package zarang.config;

/**
 * A value that cannot be.
 *
 * @param file where it is written; of one that is set while the process runs, {@link
 *     WrittenValue#name}
 * @param message what was found and what was expected
 * @param line the same with its place, for a person
 */
public record KeyFault(String file, String message, String line) {}
