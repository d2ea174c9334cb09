package zarang.sip.transaction;

import java.net.InetSocketAddress;
import zarang.sip.message.Host;
import zarang.sip.message.SipRequest;
import zarang.sip.message.Via;

/**
 * Where responses go, RFC 3261 §18.2 and RFC 3581.
 *
 * <p>Always to the address that the request came from, over the same socket or connection. A maddr
 * parameter is not followed: it lets whoever sends one datagram have the answers, larger and
 * repeated, thrown at a third party (RFC 3261 §26.1.5 knows the danger), and it serves multicast
 * only, which Zarang does not do.
 */
public final class ResponseRoute {
    private static final int DEFAULT_PORT = 5060;

    private ResponseRoute() {}

    /** Notes in the top Via where the request really came from. */
    public static SipRequest stamped(SipRequest request, Hop source) {
        Via via = request.topVia();
        String from = Host.of(source.address().getAddress()).bare();
        boolean rport = via.params().has("rport");
        boolean told = via.received().isPresent();
        if (!rport && !told && new Host(via.host()).bare().equalsIgnoreCase(from)) {
            return request;
        }
        Via stamped = via.with("received", from);
        if (rport) {
            stamped = stamped.with("rport", Integer.toString(source.address().getPort()));
        }
        return request.withTopVia(stamped);
    }

    /**
     * Where the response goes.
     *
     * @param request with its top Via {@linkplain #stamped stamped}
     */
    public static Hop of(SipRequest request, Hop source) {
        Via via = request.topVia();
        if (via.params().has("rport")) {
            return source;
        }
        // without a port it is 5060 whatever transport the Via claims: RFC 3261 §18.2.2
        int port = via.port() > 0 ? via.port() : DEFAULT_PORT;
        InetSocketAddress sentBy = new InetSocketAddress(source.address().getAddress(), port);
        return new Hop(source.protocol(), sentBy, source.flow());
    }
}
