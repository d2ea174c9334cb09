package zarang.sip.carrier;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double up to a bound, each a fifth longer or shorter by chance. One thread. */
final class Backoff {
    private static final double JITTER = 0.2;

    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
        this.next = first;
    }

    /** The wait from now on; the one after it is twice as long. */
    Duration next() {
        Duration planned = next;
        Duration doubled = planned.multipliedBy(2);
        next = doubled.compareTo(most) > 0 ? most : doubled;
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(planned.toMillis() * factor));
    }

    /** It went well. */
    void reset() {
        next = first;
    }
}
