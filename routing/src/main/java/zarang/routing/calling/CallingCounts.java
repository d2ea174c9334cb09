package zarang.routing.calling;

import java.util.Map;

/**
 * What the guard of calls outside has seen.
 *
 * @param open calls outside that are on
 * @param spent what those of today that are over have cost, in the unit of the rules
 * @param refused calls that were not allowed, by reason; a bounded set
 */
public record CallingCounts(int open, long spent, Map<String, Long> refused) {
    public CallingCounts {
        refused = Map.copyOf(refused);
    }
}
