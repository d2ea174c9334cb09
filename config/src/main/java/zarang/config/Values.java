package zarang.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What values of the keys look like, and how they are read: empty is wrong. */
public final class Values {
    public static final String NAMED = "1 to 32 letters, digits, '.', '_' or '-'";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private static final Pattern HOST_PORT =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^:\\[\\]]+):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;

    private Values() {}

    public static Kind<String> text(String expected, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return Kind.one(expected, s -> Optional.of(s).filter(t -> compiled.matcher(t).matches()));
    }

    public static Kind<String> name() {
        return Kind.one(NAMED, Values::named);
    }

    public static Optional<String> named(String text) {
        return Optional.of(text).filter(t -> NAME.matcher(t).matches());
    }

    public static Kind<String> file() {
        return text("the name of a file", "[^\\p{Cntrl}]{1,255}");
    }

    public static Kind<Path> path() {
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

    /** An address and port; DNS is never asked. */
    public static Optional<InetSocketAddress> hostPort(String text) {
        Matcher parts = HOST_PORT.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > PORT_MAX) {
            return Optional.empty();
        }
        int port = Integer.parseInt(parts.group(2));
        return address(parts.group(1).replaceAll("[\\[\\]]", ""))
                .map(host -> new InetSocketAddress(host.getHostAddress(), port));
    }

    public static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(
                    InetAddress.ofLiteral(text.equals("localhost") ? "127.0.0.1" : text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static Kind<InetAddress> host() {
        return Kind.one("an address such as 127.0.0.1 or ::1", Values::address);
    }
}
