package zarang.api.health;

/**
 * Whether this process takes calls. A Redis that is away does not make it unready: callers are
 * served as unknown.
 *
 * @param detail one line for a person, such as {@code ready} or {@code draining}
 */
public record Readiness(boolean takesCalls, String detail) {}
