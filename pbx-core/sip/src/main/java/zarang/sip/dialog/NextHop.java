package zarang.sip.dialog;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;
import zarang.sip.message.Host;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * Where requests go: RFC 3261 §8.1.2 without DNS records, and with what keeps phones behind a NAT
 * reachable.
 */
public final class NextHop {
    private NextHop() {}

    /**
     * The address that a URI names; empty if it names a protocol that not every element speaks (RFC
     * 3261 §18).
     */
    public static Optional<Hop> of(SipUri uri) {
        return of(uri, Protocol::isEverybodys);
    }

    /** The address that a URI names; empty if its protocol is not {@code spoken}. */
    public static Optional<Hop> of(SipUri uri, Predicate<Protocol> spoken) {
        return Protocol.of(uri)
                .filter(spoken)
                .map(protocol -> Hop.to(protocol, address(uri, protocol.defaultPort())));
    }

    private static InetSocketAddress address(SipUri uri, int defaultPort) {
        int port = uri.port() > 0 ? uri.port() : defaultPort;
        return new Host(uri.host())
                .address()
                .map(host -> new InetSocketAddress(host, port))
                .orElseGet(() -> InetSocketAddress.createUnresolved(uri.host(), port));
    }

    /**
     * The way to a peer that was heard: over the connection it opened, else to its Contact if that
     * is where it was heard from, else, behind a NAT or a name, to where it was heard from.
     */
    static Hop toPeer(SipUri contact, Hop heard) {
        if (heard.protocol().reliable() || !isAt(contact, heard)) {
            return heard;
        }
        return of(contact, heard.protocol()::equals)
                .map(hop -> new Hop(hop.protocol(), hop.address(), heard.flow()))
                .orElse(heard);
    }

    /** The way to another port of a peer that was heard; empty if that URI is not at its host. */
    public static Optional<Hop> atPeer(SipUri uri, Hop heard) {
        return isAt(uri, heard) ? Optional.of(toPeer(uri, heard)) : Optional.empty();
    }

    /**
     * The way to the first proxy of a route set: the open connection if it is that proxy, else over
     * what every proxy speaks, or spoke to us.
     */
    static Hop toRoute(SipUri route, Hop heard) {
        return isAt(route, heard) && heard.protocol().reliable()
                ? heard
                : of(route, named -> named.isEverybodys() || named == heard.protocol())
                        .orElse(heard);
    }

    /** Whether the URI names, as an address, the host that was heard. */
    public static boolean isAt(SipUri uri, Hop heard) {
        return new Host(uri.host())
                .address()
                .equals(Optional.ofNullable(heard.address().getAddress()));
    }
}
