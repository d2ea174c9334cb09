package zarang.crm.lookup;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which hosts are asked: one that failed {@link #FAILURES} times in a row is left alone for {@link
 * #REST}, so that callers hear the script's way out at once and the host can recover; then one
 * request tries it. Any thread.
 */
final class HostCircuits {
    static final int FAILURES = 5;
    static final Duration REST = Duration.ofSeconds(10);

    /** Hosts that are remembered; the one that was asked longest ago goes first. */
    static final int HOSTS_MAX = 256;

    private static final class Circuit {
        private int failures;
        private long openUntil;
    }

    private final Map<String, Circuit> hosts =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Circuit> eldest) {
                    return size() > HOSTS_MAX;
                }
            };

    /**
     * Whether a host is asked now.
     *
     * @param now monotonic, in ns
     */
    synchronized boolean admits(String host, long now) {
        Circuit circuit = hosts.get(host);
        if (circuit == null || circuit.failures < FAILURES) {
            return true;
        }
        if (now - circuit.openUntil < 0) {
            return false;
        }
        circuit.openUntil = now + REST.toNanos(); // one tries, the others wait for what comes of it
        return true;
    }

    synchronized void answered(String host) {
        hosts.remove(host);
    }

    /** True if it is left alone from here on. */
    synchronized boolean failed(String host, long now) {
        Circuit circuit = hosts.computeIfAbsent(host, h -> new Circuit());
        circuit.failures++;
        if (circuit.failures >= FAILURES) {
            circuit.openUntil = now + REST.toNanos();
        }
        return circuit.failures == FAILURES;
    }
}
