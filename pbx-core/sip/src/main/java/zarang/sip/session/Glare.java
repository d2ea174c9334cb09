package zarang.sip.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Two offers that meet: each side answers the other's with 491. RFC 3261 §14.1. */
final class Glare {
    /** In a row, after which the offer is given up: two sides that never draw apart. */
    static final int MAX = 8;

    private static final int STEP_MS = 10;
    private static final int OWNER_FROM_MS = 2_100;
    private static final int OWNER_TO_MS = 4_000;
    private static final int OTHER_TO_MS = 2_000;

    private Glare() {}

    /** How long to rest: 2.1 to 4 s for who owns the Call-ID, 0 to 2 s for the other. */
    static Duration rest(boolean ownsCallId, RandomGenerator random) {
        int from = ownsCallId ? OWNER_FROM_MS : 0;
        int to = ownsCallId ? OWNER_TO_MS : OTHER_TO_MS;
        long steps = random.nextInt((to - from) / STEP_MS + 1);
        return Duration.ofMillis(from + STEP_MS * steps);
    }
}
