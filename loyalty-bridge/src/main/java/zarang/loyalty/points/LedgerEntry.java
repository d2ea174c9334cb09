package zarang.loyalty.points;

import java.time.Instant;
import zarang.call.Points;

/**
 * A line of an account's ledger.
 *
 * @param id grows with time
 * @param kind such as {@code award}
 * @param event what it was for, such as {@code call:<contact id>:<rule id>}
 * @param balance available after it
 * @param at when the event happened
 */
public record LedgerEntry(
        String id,
        String kind,
        String event,
        String rule,
        Points amount,
        Points balance,
        Instant at) {}
