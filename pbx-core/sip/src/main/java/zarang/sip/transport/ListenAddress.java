package zarang.sip.transport;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.sip.transaction.Protocol;

/**
 * Where to listen.
 *
 * @param host an address or a name; an IPv6 address without brackets
 * @param port 0 to 65535; 0 takes a free one
 */
public record ListenAddress(Protocol protocol, String host, int port) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?i)(udp|tcp):(\\[[0-9a-f:.]+\\]|[^:\\[\\]]+):([0-9]{1,5})");

    /**
     * Reads {@code udp:HOST:PORT} or {@code tcp:HOST:PORT}; an IPv6 address in brackets.
     *
     * @throws IllegalArgumentException it is none; the message says what is expected
     */
    public static ListenAddress parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65_535) {
            throw new IllegalArgumentException(
                    "expected udp:HOST:PORT or tcp:HOST:PORT, found '" + written + "'");
        }
        String host = parts.group(2);
        return new ListenAddress(
                Protocol.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                Integer.parseInt(parts.group(3)));
    }

    @Override
    public String toString() {
        String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return protocol.name().toLowerCase(Locale.ROOT) + ":" + written + ":" + port;
    }
}
