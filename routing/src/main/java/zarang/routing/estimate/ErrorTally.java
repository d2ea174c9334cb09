package zarang.routing.estimate;

import java.time.Duration;
import java.util.Arrays;

/** Compares what was estimated with what came. */
final class ErrorTally {
    private static final int LAST = 256;

    private final long[] errorNanos = new long[LAST];
    private long told;
    private long kept;

    void compare(ExpectedWait estimate, Duration waited) {
        errorNanos[(int) (told % LAST)] = Math.abs(waited.minus(estimate.expected()).toNanos());
        told++;
        kept += waited.compareTo(estimate.likely()) <= 0 ? 1 : 0;
    }

    WaitErrors read() {
        if (told == 0) {
            return WaitErrors.NONE;
        }
        long[] sorted = Arrays.copyOf(errorNanos, (int) Math.min(told, LAST));
        Arrays.sort(sorted);
        return new WaitErrors(told, kept, Duration.ofNanos(sorted[sorted.length / 2]));
    }
}
