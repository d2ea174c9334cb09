package zarang.sip.transaction;

import java.time.Duration;

/**
 * The base times of RFC 3261 §17.1.1.1; all others derive from them.
 *
 * @param t1 round-trip estimate, default 500 ms
 * @param t2 longest gap between retransmissions, default 4 s
 * @param t4 how long a message may stay in the network, default 5 s
 * @param d wait for more final responses to an INVITE over UDP, at least and by default 32 s
 * @param c how long an INVITE may ring without a further provisional, default 3 min (§16.6)
 */
public record Timers(Duration t1, Duration t2, Duration t4, Duration d, Duration c) {
    public static final Timers STANDARD =
            new Timers(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(32),
                    Duration.ofMinutes(3));

    /** 64·T1: timers B, F, H, J, L and M. */
    public Duration t1x64() {
        return t1.multipliedBy(64);
    }

    /** The next interval of what is sent again: RFC 3261 §17.1.2.2 and §13.3.1.4. */
    public Duration doubledUpToT2(Duration last) {
        Duration twice = last.multipliedBy(2);
        return twice.compareTo(t2) > 0 ? t2 : twice;
    }
}
