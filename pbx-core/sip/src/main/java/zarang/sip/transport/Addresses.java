package zarang.sip.transport;

import io.vertx.core.net.SocketAddress;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** Addresses between Vert.x, java.net and SIP. */
final class Addresses {
    private Addresses() {}

    static InetSocketAddress of(SocketAddress address) {
        InetAddress known = address.hostAddress() == null ? null : literal(address.hostAddress());
        return known == null
                ? InetSocketAddress.createUnresolved(address.host(), address.port())
                : new InetSocketAddress(known, address.port());
    }

    private static InetAddress literal(String address) {
        return InetAddress.ofLiteral(address);
    }

    /** Whether both are of one address family, as far as that is known. */
    static boolean sameFamily(InetSocketAddress one, InetSocketAddress other) {
        return !one.isUnresolved()
                && !other.isUnresolved()
                && one.getAddress().getClass() == other.getAddress().getClass();
    }

    /** The address of this machine that a packet to {@code peer} leaves from. Sends nothing. */
    static InetAddress facing(InetSocketAddress peer, InetAddress otherwise) {
        if (peer.isUnresolved()) {
            return otherwise;
        }
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(peer);
            return probe.getLocalAddress();
        } catch (SocketException e) {
            return otherwise;
        }
    }
}
