package zarang.sip.sdp;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a {@code c=} line names, RFC 8866 §5.7.
 *
 * @param kind what it is
 * @param address empty for a name
 * @param shown the line as it may be logged
 */
record Connection(Kind kind, Optional<InetAddress> address, String shown) {
    enum Kind {
        /** An address that packets can go to, or 0.0.0.0: the older way to put on hold. */
        UNICAST,
        /** A host name. Nobody looks it up: the control loop never waits for DNS. */
        NAME,
        MULTICAST,
        /** Broadcast, or an address that no host has. */
        NOBODYS
    }

    private static final Pattern IP4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9/]+)?");
    private static final Pattern IP6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}(/[0-9]+)?");
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,255}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9./]+");

    /** Empty if it is none of these. */
    static Optional<Connection> read(String family, String text, String shown) {
        boolean four = family.equals("IP4") && IP4.matcher(text).matches();
        boolean six = family.equals("IP6") && text.indexOf(':') >= 0 && IP6.matcher(text).matches();
        if (four || six) {
            int slash = text.indexOf('/');
            return literal(slash < 0 ? text : text.substring(0, slash), shown)
                    .filter(c -> slash < 0 || c.kind() == Kind.MULTICAST);
        }
        boolean name =
                (family.equals("IP4") || family.equals("IP6"))
                        && NAME.matcher(text).matches()
                        && !NUMBERS.matcher(text).matches();
        return name
                ? Optional.of(new Connection(Kind.NAME, Optional.empty(), shown))
                : Optional.empty();
    }

    private static Optional<Connection> literal(String text, String shown) {
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            return Optional.of(new Connection(kind(address), Optional.of(address), shown));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** 0.0.0.0/8 and 240.0.0.0/4 are no hosts': RFC 6890. */
    private static Kind kind(InetAddress address) {
        if (address.isMulticastAddress()) {
            return Kind.MULTICAST;
        }
        int first = address.getAddress()[0] & 0xff;
        boolean four = address.getAddress().length == 4;
        return four && !address.isAnyLocalAddress() && (first == 0 || first >= 240)
                ? Kind.NOBODYS
                : Kind.UNICAST;
    }
}
