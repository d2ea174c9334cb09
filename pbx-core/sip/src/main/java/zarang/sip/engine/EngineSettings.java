package zarang.sip.engine;

import java.time.Duration;
import java.util.List;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.registrar.RegistrarSettings;

/**
 * How the engine presents itself, and its bounds.
 *
 * @param host our host in the From of calls to agents: a name or an address, an IPv6 address in
 *     brackets
 * @param realm of digest authentication, shown to agents; without quotes
 * @param digest algorithms that phones are offered, in this order; at least one
 * @param product for {@code Server} and {@code User-Agent}, such as {@code Zarang}, without a
 *     version: a scanner would know what to try
 * @param legsMax legs at once; 503 beyond
 * @param admission whose calls are taken, and how many of one source
 * @param display what agents' phones say of a caller
 * @param sessionExpires how long a session may live without a refresh, 90 s to a day; RFC 4028
 */
public record EngineSettings(
        String host,
        String realm,
        List<DigestAlgorithm> digest,
        String product,
        int legsMax,
        RegistrarSettings registrar,
        AdmissionSettings admission,
        CallerDisplay display,
        Duration sessionExpires) {
    public EngineSettings {
        digest = List.copyOf(digest);
        if (host.isEmpty()
                || realm.isEmpty()
                || digest.isEmpty()
                || realm.indexOf('"') >= 0
                || legsMax < 1) {
            throw new IllegalArgumentException(
                    "engine: host, realm and digest must not be empty, realm without quotes, legs >= 1");
        }
    }
}
