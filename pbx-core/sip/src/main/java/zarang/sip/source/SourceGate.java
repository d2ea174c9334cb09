package zarang.sip.source;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Judges a message by where it comes from, before anybody reads it: to read one costs some 30 µs,
 * to turn it away less than one. Control loop only.
 */
public final class SourceGate {
    /** What is done with a message. */
    public enum Verdict {
        READ,
        /** Its source has sent too many. */
        FLOOD,
        /** Nothing is read of its source. */
        BANNED
    }

    /** 2 MiB in all, whoever comes. */
    private static final int SOURCES = 65_536;

    private static final long EVERY_STRANGER = 0;

    /** How long a standing is believed: to ask costs more than all the rest. */
    private static final long BELIEVED = Duration.ofSeconds(1).toNanos();

    private static final int REMEMBERED = 1_024;

    private final SourceLimits limits;
    private final Standings standings;
    private final LongSupplier nanos;
    private final Buckets ports;
    private final Buckets addresses;
    private final Buckets strangers;
    private final long[] askedFor = new long[REMEMBERED];
    private final long[] askedAt = new long[REMEMBERED];
    private final Standing[] said = new Standing[REMEMBERED];

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
        Arrays.fill(askedAt, now - BELIEVED);
        Arrays.fill(said, Standing.STRANGER);
        ports = new Buckets(SOURCES, random, now);
        addresses = new Buckets(SOURCES, random, now);
        strangers = new Buckets(4, random, now);
    }

    /** What is to be done with one more message of that source. */
    public Verdict judge(InetSocketAddress from) {
        InetAddress address = from.getAddress();
        long now = nanos.getAsLong();
        long key = SourceKey.of(address);
        long port = SourceKey.withPort(key, from.getPort());
        return switch (standing(address, key, now)) {
            case BANNED -> Verdict.BANNED;
            case KNOWN, TRUNK ->
                    read(
                            ports.take(port, limits.trustedPort(), now)
                                    && addresses.take(key, limits.trusted(), now));
            case STRANGER ->
                    read(
                            ports.take(port, limits.strangerPort(), now)
                                    && addresses.take(key, limits.stranger(), now)
                                    && strangers.take(EVERY_STRANGER, limits.strangers(), now));
        };
    }

    private static Verdict read(boolean read) {
        return read ? Verdict.READ : Verdict.FLOOD;
    }

    private Standing standing(InetAddress address, long key, long now) {
        int at = (int) (SourceKey.mixed(key) & (REMEMBERED - 1));
        if (askedFor[at] != key || now - askedAt[at] >= BELIEVED) {
            askedFor[at] = key;
            askedAt[at] = now;
            said[at] = standings.of(address);
        }
        return said[at];
    }
}
