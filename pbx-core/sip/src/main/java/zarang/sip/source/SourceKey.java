package zarang.sip.source;

import java.net.InetAddress;

/**
 * What tells one source from another, as a number: an IPv4 address, or the first 64 bits of an IPv6
 * address, since whoever has one address of a /64 has them all (RFC 6177 §2).
 */
public final class SourceKey {
    private static final int PREFIX_BYTES = 8;
    private static final int IPV4_BYTES = 4;

    /** Puts IPv4 where no IPv6 prefix is: 64:ff9b::/32 lies elsewhere, and so does ::/32. */
    private static final long IPV4 = 0x0000_ffff_0000_0000L;

    private SourceKey() {}

    public static long of(InetAddress address) {
        byte[] bytes = address.getAddress();
        long key = 0;
        int n = bytes.length == IPV4_BYTES ? IPV4_BYTES : PREFIX_BYTES;
        for (int i = 0; i < n; i++) {
            key = key << 8 | (bytes[i] & 0xff);
        }
        return n == IPV4_BYTES ? IPV4 | key : key;
    }

    /** One port of that source. */
    public static long withPort(long key, int port) {
        return mixed(key) ^ port;
    }

    /** One user at that source. */
    public static long with(long key, String user) {
        return mixed(key) ^ mixed(user.hashCode());
    }

    /** Every bit of {@code key} moves half of the result: the end of SplitMix64. */
    public static long mixed(long key) {
        long z = (key ^ (key >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
