package zarang.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where SIP is listened for.
 *
 * @param address never unresolved; port 0 takes a free one
 */
public record ListenAddress(Transport transport, InetSocketAddress address) {
    public enum Transport {
        UDP,
        TCP
    }

    private static final Pattern WRITTEN = Pattern.compile("(udp|tcp):(.+)");
    private static final Pattern HOST_PORT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9.]+|localhost)):([0-9]{1,5})");

    static Optional<ListenAddress> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Transport transport = matcher.group(1).equals("udp") ? Transport.UDP : Transport.TCP;
        return hostPort(matcher.group(2)).map(at -> new ListenAddress(transport, at));
    }

    /** An address and port; never asks DNS, so that a start does not depend on it. */
    static Optional<InetSocketAddress> hostPort(String text) {
        Matcher matcher = HOST_PORT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(3));
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return port > 65_535
                ? Optional.empty()
                : host(host).map(address -> new InetSocketAddress(address, port));
    }

    static Optional<InetAddress> host(String text) {
        try {
            return Optional.of(
                    InetAddress.ofLiteral(text.equals("localhost") ? "127.0.0.1" : text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        String host = address.getAddress().getHostAddress();
        return (transport == Transport.UDP ? "udp:" : "tcp:")
                + (host.contains(":") ? "[" + host + "]" : host)
                + ":"
                + address.getPort();
    }
}
