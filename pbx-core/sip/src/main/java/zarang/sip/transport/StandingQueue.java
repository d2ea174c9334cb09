package zarang.sip.transport;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells overload from a burst by how long new calls wait for the control loop (Nichols and
 * Jacobson, RFC 8289): a burst is worked off, a queue that stands means that more come than can be
 * served. Then those that waited too long are refused at once, so that those which are served are
 * served in time. Control loop only.
 */
final class StandingQueue {
    /** Half of T1: with what may be left of it, before a caller sends its INVITE again. */
    static final Duration LATE = Duration.ofMillis(250);

    /** By then its caller has sent it three times, or has gone. */
    static final Duration FORGOTTEN = Duration.ofSeconds(2);

    /** What becomes of a new call whose turn it is. */
    enum Verdict {
        SERVE,
        /** Answer 503. */
        REFUSE,
        /** Answer nothing: if it is still wanted it comes again. */
        FORGET
    }

    private final LongSupplier nanos;

    /** Whether those that had their turn were late, and since when. */
    private boolean late;

    private long lateSince;

    /**
     * @param nanos monotonic time
     */
    StandingQueue(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * @param cameAt when it was read from the socket
     */
    Verdict of(long cameAt) {
        long now = nanos.getAsLong();
        long waited = now - cameAt;
        if (waited >= FORGOTTEN.toNanos()) {
            return Verdict.FORGET;
        }
        if (waited < LATE.toNanos() / 2) {
            late = false;
        } else if (!late && waited >= LATE.toNanos()) {
            late = true;
            lateSince = now;
        }
        boolean standing = late && now - lateSince >= LATE.toNanos();
        return standing && waited >= LATE.toNanos() ? Verdict.REFUSE : Verdict.SERVE;
    }
}
