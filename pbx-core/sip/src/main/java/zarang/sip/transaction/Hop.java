package zarang.sip.transaction;

import java.net.InetSocketAddress;

/**
 * Where a message came from or goes to.
 *
 * @param address of the peer; a name that is not resolved yet is resolved when sending
 * @param flow the socket or connection of ours, as the transport numbers them; {@link #ANY} leaves
 *     the choice to the transport
 */
public record Hop(Protocol protocol, InetSocketAddress address, long flow) {
    public static final long ANY = 0;

    /** To a peer over whatever socket or connection fits. */
    public static Hop to(Protocol protocol, InetSocketAddress address) {
        return new Hop(protocol, address, ANY);
    }
}
