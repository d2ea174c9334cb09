package zarang.routing.simulate;

import java.time.Duration;
import zarang.routing.Bounds;

/**
 * How much is simulated.
 *
 * @param warmUp calls of the first so long are not counted, as nobody waits at the start; 0 to
 *     1,000 h. Zero: a shift that opens, and closes its doors at the end. Above zero: calls go on
 *     after the end, at most an hour, until all that are counted have been served
 * @param measured whose calls are counted; 1 min to 100,000 h
 * @param seeds so many times, each with other calls; 2 to 1,000
 * @param firstSeed the others follow it; the same seed makes the same calls
 */
public record SimulatedTime(Duration warmUp, Duration measured, int seeds, long firstSeed) {
    public SimulatedTime {
        Bounds.require("warm-up", warmUp, Duration.ZERO, Duration.ofHours(1_000));
        Bounds.require("time", measured, Duration.ofMinutes(1), Duration.ofHours(100_000));
        Bounds.require("seeds", seeds, 2, 1_000);
    }
}
