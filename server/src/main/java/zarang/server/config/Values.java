package zarang.server.config;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.call.Points;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.transport.ListenAddress;
import zarang.sip.trunk.Prefix;

/** What values of the keys look like, and how they are read: empty is wrong. */
final class Values {
    static final String NAMED = "1 to 32 letters, digits, '.', '_' or '-'";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private Values() {}

    static Kind<String> text(String expected, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return Kind.one(expected, s -> Optional.of(s).filter(t -> compiled.matcher(t).matches()));
    }

    static Kind<String> name() {
        return Kind.one(NAMED, Values::named);
    }

    static Optional<String> named(String text) {
        return Optional.of(text).filter(t -> NAME.matcher(t).matches());
    }

    static Kind<String> file() {
        return text("the name of a file", "[^\\p{Cntrl}]{1,255}");
    }

    static Kind<Path> path() {
        return Kind.one(
                "a folder",
                text -> {
                    try {
                        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
                    } catch (InvalidPathException e) {
                        return Optional.empty();
                    }
                });
    }

    static Optional<DigestAlgorithm> digest(String written) {
        return Arrays.stream(DigestAlgorithm.values())
                .filter(algorithm -> algorithm.token().equals(written))
                .findFirst();
    }

    /** Whether something is taken. */
    static Optional<Boolean> acceptance(String written) {
        return switch (written) {
            case "accept" -> Optional.of(true);
            case "refuse" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /**
     * A SIP listener. Its host is an address, for DNS is never asked, so that a start does not
     * depend on it.
     */
    static Optional<ListenAddress> listener(String text) {
        try {
            ListenAddress written = ListenAddress.parse(text);
            return address(written.host())
                    .map(host ->
                            new ListenAddress(
                                    written.protocol(), host.getHostAddress(), written.port()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An address and port; DNS is never asked. */
    static Optional<InetSocketAddress> hostPort(String text) {
        return listener("tcp:" + text).map(at -> new InetSocketAddress(at.host(), at.port()));
    }

    static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(
                    InetAddress.ofLiteral(text.equals("localhost") ? "127.0.0.1" : text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Kind<InetAddress> host() {
        return Kind.one("an address such as 127.0.0.1 or ::1", Values::address);
    }

    static Optional<Prefix> network(String text) {
        try {
            return Optional.of(Prefix.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether figures are open to all, as {@code http.metrics} says. */
    static Optional<Boolean> isOpen(String text) {
        return switch (text) {
            case "open" -> Optional.of(true);
            case "token" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<Points> points(String text) {
        if (!text.matches("[0-9]{1,7}(\\.[0-9]{1,2})?")) {
            return Optional.empty();
        }
        long hundredths = new BigDecimal(text).movePointRight(2).longValueExact();
        return hundredths >= 1 && hundredths <= 100_000_000
                ? Optional.of(new Points(hundredths))
                : Optional.empty();
    }

    static Optional<URI> redis(String text) {
        return uri(text, UrlFaults.REDIS);
    }

    static Optional<URI> web(String text) {
        return uri(text, UrlFaults.WEB);
    }

    private static Optional<URI> uri(String text, List<String> schemes) {
        try {
            URI uri = new URI(text);
            boolean good =
                    uri.getScheme() != null
                            && schemes.contains(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && UrlFaults.hasGoodPort(uri)
                            && uri.getRawFragment() == null;
            return good ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
