package zarang.sip.auth;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import zarang.sip.source.Buckets;
import zarang.sip.source.Limit;

/**
 * Slows whoever guesses passwords: after ten failures, one more is judged each second, and the rest
 * are asked again without a look at what they say. Nobody learns from that whether a guess was
 * right. Only the guesser's own source is slowed: to count by user as well would let anybody lock a
 * user out. Control loop only.
 *
 * <p>10: a phone whose password was mistyped asks a few times; a second: 86,400 guesses a day are
 * nothing against a secret of 128 bits.
 */
public final class GuessBrake {
    private static final Limit FAILURES = new Limit(Duration.ofSeconds(1).toNanos(), 10);
    private static final int SOURCES = 16_384;

    private final LongSupplier nanos;
    private final Buckets failures;
    private long unjudged;

    /**
     * @param nanos monotonic time
     */
    public GuessBrake(LongSupplier nanos, RandomGenerator random) {
        this.nanos = nanos;
        failures = new Buckets(SOURCES, random, nanos.getAsLong());
    }

    /** Whether credentials of that source are judged now; counts those that are not. */
    public boolean judges(long source) {
        boolean judged = failures.has(source, FAILURES, nanos.getAsLong());
        unjudged += judged ? 0 : 1;
        return judged;
    }

    /** Credentials that were judged were wrong. */
    public void failed(long source) {
        failures.take(source, FAILURES, nanos.getAsLong());
    }

    /** Credentials that were not looked at, since the start. */
    public long unjudged() {
        return unjudged;
    }
}
