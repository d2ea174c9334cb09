package zarang.loyalty.points;

/**
 * What became of contacts since the start.
 *
 * @param awarded awards that were made, without those that were made before
 * @param notEarned calls that a rule did not count: too short, or ended in another way
 * @param capped contacts that were over the limit of their day
 * @param refused awards that were refused, each time they were tried
 */
public record ContactCounters(long awarded, long notEarned, long capped, long refused) {}
