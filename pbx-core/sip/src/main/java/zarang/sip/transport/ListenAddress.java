package zarang.sip.transport;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zarang.sip.message.Host;
import zarang.sip.transaction.Protocol;

/**
 * Where to listen.
 *
 * @param host an address or a name; an IPv6 address without brackets
 * @param port 0 to 65535; 0 takes a free one
 */
public record ListenAddress(Protocol protocol, String host, int port) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?i)([a-z]{2,4}):(\\[[0-9a-f:.]+\\]|[^:\\[\\]]+):([0-9]{1,5})");

    /**
     * Reads {@code udp:HOST:PORT}, or another protocol that is spoken; an IPv6 address in brackets.
     *
     * @throws IllegalArgumentException it is none; the message says what is expected
     */
    static ListenAddress parse(String written, List<Protocol> spoken) {
        Matcher parts = WRITTEN.matcher(written);
        if (parts.matches() && Integer.parseInt(parts.group(3)) <= 65_535) {
            for (Protocol protocol : spoken) {
                if (protocol.word().equalsIgnoreCase(parts.group(1))) {
                    return new ListenAddress(
                            protocol,
                            new Host(parts.group(2)).bare(),
                            Integer.parseInt(parts.group(3)));
                }
            }
        }
        String expected =
                spoken.stream()
                        .map(protocol -> protocol.word() + ":HOST:PORT")
                        .collect(Collectors.joining(" or "));
        throw new IllegalArgumentException("expected " + expected + ", found '" + written + "'");
    }

    @Override
    public String toString() {
        return protocol.word() + ":" + Host.ofBare(host) + ":" + port;
    }
}
