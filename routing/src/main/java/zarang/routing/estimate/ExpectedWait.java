package zarang.routing.estimate;

import java.time.Duration;
import java.util.Optional;
import zarang.call.queue.WaitBand;

/**
 * How long a caller will wait.
 *
 * @param expected in the mean
 * @param likely nine of ten such callers are answered by then
 */
public record ExpectedWait(Duration expected, Duration likely) {
    private static final int[] EDGES_MIN = {1, 2, 5, 10, 15, 20, 30, 45, 60};

    /** Nobody is told "one to five minutes": it is less than five. */
    private static final int LOWEST_MIN = 2;

    /**
     * As it is told: from the last edge that is not above the expected wait to the first one that
     * is not below the likely one. Edges are 1, 2, 5, 10, 15, 20, 30, 45 and 60 minutes.
     */
    public WaitBand band() {
        int from = 0;
        for (int edge : EDGES_MIN) {
            Duration minutes = Duration.ofMinutes(edge);
            if (minutes.compareTo(likely) >= 0) {
                return new WaitBand(from, Optional.of(edge));
            }
            if (edge >= LOWEST_MIN && minutes.compareTo(expected) <= 0) {
                from = edge;
            }
        }
        return new WaitBand(EDGES_MIN[EDGES_MIN.length - 1], Optional.empty());
    }
}
