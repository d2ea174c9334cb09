package zarang.sip.source;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Judges a message by where it comes from, before anybody reads it: to read one costs some 30 µs,
 * to turn it away less than one. Control loop only.
 */
public final class SourceGate {
    /** 2 MiB in all, whoever comes. */
    private static final int SOURCES = 65_536;

    private static final long EVERY_STRANGER = 0;

    private final SourceLimits limits;
    private final Standings standings;
    private final LongSupplier nanos;
    private final Buckets ports;
    private final Buckets addresses;
    private final Buckets strangers;

    /**
     * @param nanos monotonic time
     * @param random unpredictable: it decides who shares a bucket with whom
     */
    public SourceGate(
            SourceLimits limits, Standings standings, LongSupplier nanos, RandomGenerator random) {
        this.limits = limits;
        this.standings = standings;
        this.nanos = nanos;
        long now = nanos.getAsLong();
        ports = new Buckets(SOURCES, random, now);
        addresses = new Buckets(SOURCES, random, now);
        strangers = new Buckets(4, random, now);
    }

    /** Whether one more message of that source is read. */
    public boolean admits(InetSocketAddress from) {
        InetAddress address = from.getAddress();
        long now = nanos.getAsLong();
        long key = SourceKey.of(address);
        long port = SourceKey.withPort(key, from.getPort());
        if (standings.of(address) != Standing.STRANGER) {
            return ports.take(port, limits.trustedPort(), now)
                    && addresses.take(key, limits.trusted(), now);
        }
        return ports.take(port, limits.strangerPort(), now)
                && addresses.take(key, limits.stranger(), now)
                && strangers.take(EVERY_STRANGER, limits.strangers(), now);
    }
}
