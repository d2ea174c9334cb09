package zarang.sip.transaction;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Peers that had no TCP for a large request: for some minutes it is not tried. Control loop only.
 */
final class DatagramPeers {
    private static final long KEPT = Duration.ofMinutes(10).toNanos();
    private static final int MOST = 1_000;

    private final LongSupplier nanos;
    private final Map<InetSocketAddress, Long> since =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Long> eldest) {
                    return size() > MOST;
                }
            };

    DatagramPeers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void note(Hop target) {
        since.put(target.address(), nanos.getAsLong());
    }

    boolean has(Hop target) {
        Long noted = since.get(target.address());
        if (noted != null && nanos.getAsLong() - noted >= KEPT) {
            since.remove(target.address());
            return false;
        }
        return noted != null;
    }
}
