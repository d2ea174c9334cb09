package zarang.journal.keys;

import java.time.Duration;

/**
 * How much is kept.
 *
 * @param spoolBytes on disk while Redis is away
 * @param keep in Redis, at least
 */
public record JournalBounds(long spoolBytes, Duration keep) {}
