package zarang.sip.engine;

import zarang.sip.registrar.RegistrarSettings;

/**
 * How the engine presents itself, and its bounds.
 *
 * @param host our host in the From of calls to agents: a name or an address, an IPv6 address in
 *     brackets
 * @param realm of digest authentication, shown to agents; without quotes
 * @param product for {@code Server} and {@code User-Agent}, such as {@code Zarang/0.1}
 * @param legsMax legs at once; 503 beyond
 */
public record EngineSettings(
        String host, String realm, String product, int legsMax, RegistrarSettings registrar) {
    public EngineSettings {
        if (host.isEmpty() || realm.isEmpty() || realm.indexOf('"') >= 0 || legsMax < 1) {
            throw new IllegalArgumentException(
                    "engine: host and realm must not be empty, realm without quotes, legs >= 1");
        }
    }
}
