package zarang.sip.dialog;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * Where requests go: RFC 3261 §8.1.2 without DNS records, and with what keeps phones behind a NAT
 * reachable.
 */
public final class NextHop {
    private static final Pattern IP4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private NextHop() {}

    /** The address that a URI names; empty if its transport is not spoken. */
    public static Optional<Hop> of(SipUri uri) {
        if (uri.secure()) {
            return Optional.empty();
        }
        InetSocketAddress address =
                literal(uri.host())
                        .map(host -> new InetSocketAddress(host, uri.portOrDefault()))
                        .orElseGet(() ->
                                InetSocketAddress.createUnresolved(
                                        uri.host(), uri.portOrDefault()));
        return switch (transport(uri)) {
            case "", "udp" -> Optional.of(Hop.to(Protocol.UDP, address));
            case "tcp" -> Optional.of(Hop.to(Protocol.TCP, address));
            default -> Optional.empty();
        };
    }

    /**
     * The way to a peer that was heard: over the connection it opened, else to its Contact if that
     * is where it was heard from, else, behind a NAT or a name, to where it was heard from.
     */
    static Hop toPeer(SipUri contact, Hop heard) {
        if (heard.protocol().reliable() || !isAt(contact, heard)) {
            return heard;
        }
        return of(contact)
                .filter(hop -> hop.protocol() == heard.protocol())
                .map(hop -> new Hop(hop.protocol(), hop.address(), heard.flow()))
                .orElse(heard);
    }

    /** The way to the first proxy of a route set: the open connection if it is that proxy. */
    static Hop toRoute(SipUri route, Hop heard) {
        return isAt(route, heard) && heard.protocol().reliable() ? heard : of(route).orElse(heard);
    }

    /** Whether the URI names, as an address, the host that was heard. */
    public static boolean isAt(SipUri uri, Hop heard) {
        return literal(uri.host()).equals(Optional.ofNullable(heard.address().getAddress()));
    }

    private static String transport(SipUri uri) {
        return uri.params().get("transport").orElse("").toLowerCase(Locale.ROOT);
    }

    private static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (bare.indexOf(':') < 0 && !IP4.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
