package zarang.server.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Values;

/** The keys of {@code zarang.yaml} that belong to the process and to no room. */
final class ServerKeys {
    static final KeyTable HTTP = new KeyTable("zarang.yaml");
    static final KeyTable LIFE = new KeyTable("zarang.yaml");

    static final Key<InetSocketAddress> HTTP_LISTEN =
            HTTP.of(
                    "http.listen",
                    Kind.one("ADDRESS:PORT", Values::hostPort),
                    "127.0.0.1:8080",
                    "Where HTTP is served; anything but loopback is warned of at the start.");
    static final Key<Boolean> HTTP_METRICS_OPEN =
            HTTP.without(
                    "http.metrics",
                    Kind.one("open or token", ServerKeys::isOpen),
                    "open on loopback, else token",
                    "Whether GET /metrics is open to all who reach http.listen, or asks for the"
                            + " admin token.");
    static final Key<Duration> DRAIN_TIMEOUT =
            LIFE.of(
                    "drain-timeout",
                    Kind.span(Duration.ZERO, Duration.ofHours(1)),
                    "30s",
                    "How long running calls may finish after SIGTERM. Callers who are left then hear"
                            + " a last word, 10 s at most.");

    private ServerKeys() {}

    /** Whether figures are open to all, as {@code http.metrics} says. */
    private static Optional<Boolean> isOpen(String text) {
        return switch (text) {
            case "open" -> Optional.of(true);
            case "token" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
