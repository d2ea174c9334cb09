package zarang.sip.carrier;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many calls within any second, and no more. One thread. */
final class CallPace {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int perSecond;

    /** When the calls of the last second were begun, in loop time; as many as may be. */
    private final Deque<Long> begun = new ArrayDeque<>();

    CallPace(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether one may be begun now; it counts as begun if so. */
    boolean take(long nowNanos) {
        while (!begun.isEmpty() && nowNanos - begun.getFirst() >= SECOND) {
            begun.removeFirst();
        }
        if (begun.size() >= perSecond) {
            return false;
        }
        begun.addLast(nowNanos);
        return true;
    }
}
