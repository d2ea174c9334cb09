package zarang.sip.edge;

import java.util.List;
import java.util.Optional;
import zarang.sip.dialog.Dialog;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipUri;
import zarang.sip.message.Via;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.SipTransport;

/**
 * Who may send what through us: a node to the phone of a token, and that phone to a node, within a
 * dialog. All else is refused, so that whoever learns a token gains nothing by it. Decides only.
 * Control loop only.
 */
final class ForwardingRules {
    /** What the user part of our Route begins with. */
    static final String MARK = "zf-";

    /** Names the way back, in our Via. */
    static final String BACK = "zb";

    private final SipTransport transport;
    private final FlowTokens tokens;
    private final EdgePeers peers;

    ForwardingRules(SipTransport transport, FlowTokens tokens, EdgePeers peers) {
        this.transport = transport;
        this.tokens = tokens;
        this.peers = peers;
    }

    /** Whether a Route looks like one of ours; whether it is, only its token tells. */
    static boolean isMarked(NameAddr route) {
        return route.uri() instanceof SipUri uri && user(uri).startsWith(MARK);
    }

    /**
     * @param request with a first Route that {@linkplain #isMarked looks like ours}
     */
    Forwarding judge(SipRequest request, Hop source) {
        List<NameAddr> routes = request.routes();
        if (routes.size() > Dialog.ROUTES_MAX) {
            return new Forwarding.Refused(EdgeRefusal.ROUTES);
        }
        Optional<Hop> flow = flow(routes.getFirst());
        if (flow.isEmpty()) {
            return new Forwarding.Refused(EdgeRefusal.FORGED);
        }
        // one for each side, if the sides differ in protocol; behind us there is no other proxy
        if (!routes.stream().allMatch(route -> isMarked(route) && flow(route).equals(flow))) {
            return new Forwarding.Refused(EdgeRefusal.TARGET);
        }
        int hops = request.maxForwards().orElse(SipRequest.HOPS);
        if (hops == 0) {
            return new Forwarding.Refused(EdgeRefusal.HOPS);
        }
        if (request.vias().stream().anyMatch(this::isOurs)) {
            return new Forwarding.Refused(EdgeRefusal.LOOP);
        }
        return judge(request, source, flow.get(), hops);
    }

    /** An address says who it is; only on one machine may a node and a phone share it. */
    private Forwarding judge(SipRequest request, Hop source, Hop flow, int hops) {
        if (source.address().equals(flow.address())) {
            return fromPhone(request, flow, hops);
        }
        if (peers.isNode(source.address().getAddress())) {
            return fromNode(request, flow, hops);
        }
        // a NAT that gave it another port meanwhile
        return source.address().getAddress().equals(flow.address().getAddress())
                ? fromPhone(request, flow, hops)
                : new Forwarding.Refused(EdgeRefusal.STRANGER);
    }

    private Forwarding fromNode(SipRequest request, Hop flow, int hops) {
        boolean within = request.toTag().isPresent();
        if (!within && !request.is("INVITE") && !request.is("CANCEL")) {
            return new Forwarding.Refused(EdgeRefusal.METHOD);
        }
        boolean begins = !within && request.is("INVITE");
        if (!transport.isOpen(flow)
                || (begins && !peers.isRegistered(flow, request.requestUri()))) {
            return new Forwarding.Refused(EdgeRefusal.FLOW);
        }
        return new Forwarding.Onward(flow, flow, hops);
    }

    private Forwarding fromPhone(SipRequest request, Hop flow, int hops) {
        if (request.toTag().isEmpty()) {
            return new Forwarding.Refused(EdgeRefusal.METHOD);
        }
        return Optional.of(request.requestUri())
                .filter(SipUri.class::isInstance)
                .flatMap(uri -> NextHop.of((SipUri) uri, transport::speaks))
                .filter(peers::isNode)
                .<Forwarding>map(node -> new Forwarding.Onward(flow, node, hops))
                .orElse(new Forwarding.Refused(EdgeRefusal.TARGET));
    }

    private boolean isOurs(Via via) {
        return back(via).isPresent();
    }

    /** Where a response with that top Via goes; empty if we did not write it. */
    Optional<Hop> back(Via via) {
        return via.params().get(BACK).flatMap(token -> tokens.read(FlowTokens.Use.BACK, token));
    }

    private Optional<Hop> flow(NameAddr route) {
        return route.uri() instanceof SipUri uri
                ? tokens.read(FlowTokens.Use.ROUTE, user(uri).substring(MARK.length()))
                : Optional.empty();
    }

    private static String user(SipUri uri) {
        return uri.user() == null ? "" : uri.user();
    }
}
