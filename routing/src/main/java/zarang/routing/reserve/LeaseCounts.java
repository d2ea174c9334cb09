package zarang.routing.reserve;

/**
 * How the store of leases did, counted since the start.
 *
 * @param unsecured offers that were made without its word: it was away, or slow
 * @param failures requests that failed, of every kind
 */
public record LeaseCounts(long unsecured, long failures) {}
