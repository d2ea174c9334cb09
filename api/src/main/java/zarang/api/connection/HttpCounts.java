package zarang.api.connection;

/**
 * The connections of clients.
 *
 * @param open now
 * @param replaced were closed for a new one, since there were as many as may be; only grows, as
 *     those below
 * @param refused new ones that were closed at once, since every other one was at work
 * @param silent were closed since they asked nothing
 */
public record HttpCounts(int open, long replaced, long refused, long silent) {}
