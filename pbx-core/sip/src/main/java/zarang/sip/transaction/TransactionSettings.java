package zarang.sip.transaction;

import java.time.Duration;

/**
 * Bounds and times of the transaction layer.
 *
 * @param maxServer live server transactions, of some 1 kB each once they are answered: 2,000 calls
 *     a second leave that many in 32 s; a request over it is refused with 503, without state
 * @param maxOfSource those of one source, so that no one source takes them all; one trunk may be
 *     all there is
 * @param keptForDialogs those that only a request within a known dialog may take: whatever else is
 *     refused, a call that is on can be held, and ended
 * @param maxClient live client transactions; a request over it fails with a transport error
 * @param tryingAfter an INVITE that has no response after this gets a 100. RFC 3261 §17.2.1 allows
 *     200 ms; most calls are answered or ringing sooner, which saves them a packet
 * @param retryAfter what a 503 says in Retry-After
 */
public record TransactionSettings(
        Timers timers,
        int maxServer,
        int maxOfSource,
        int keptForDialogs,
        int maxClient,
        Duration tryingAfter,
        Duration retryAfter) {
    public static final TransactionSettings STANDARD =
            new TransactionSettings(
                    Timers.STANDARD,
                    200_000,
                    150_000,
                    10_000,
                    50_000,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(5));
}
