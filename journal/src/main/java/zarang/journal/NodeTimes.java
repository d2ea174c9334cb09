package zarang.journal;

import java.time.Duration;

/**
 * How nodes know of each other.
 *
 * @param beat how often a node says that it lives
 * @param freeAfter silence after which another process may have the node's name; some beats
 * @param adoptAfter silence after which other nodes end the node's calls
 */
record NodeTimes(Duration beat, Duration freeAfter, Duration adoptAfter) {
    static final NodeTimes STANDARD =
            new NodeTimes(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(60));
}
