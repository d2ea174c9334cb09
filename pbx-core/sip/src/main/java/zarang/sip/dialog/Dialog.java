package zarang.sip.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;

/** The state that two user agents share. RFC 3261 §12. */
final class Dialog {
    private static final int HOPS = 70;

    /** Enough for every real chain of proxies; the rest would only cost memory. */
    static final int ROUTES_MAX = 16;

    /** What identifies a dialog to us. */
    record Key(String callId, String localTag, String remoteTag) {}

    /** Our From, or To, with our tag; and the other's. */
    private record Parties(NameAddr local, NameAddr remote) {}

    private final Key key;
    private final NameAddr local;
    private final NameAddr remote;
    private final List<NameAddr> routes;
    private final Hop heard;
    private SipUri target;
    private long localSeq;
    private long remoteSeq;

    private Dialog(
            Key key,
            Parties parties,
            List<NameAddr> routes,
            Hop heard,
            SipUri target,
            long localSeq,
            long remoteSeq) {
        this.key = key;
        this.local = parties.local();
        this.remote = parties.remote();
        this.routes = List.copyOf(routes);
        this.heard = heard;
        this.target = target;
        this.localSeq = localSeq;
        this.remoteSeq = remoteSeq;
    }

    /** Of a request that sets one up, §12.1.1. It has a Contact with a SIP URI. */
    static Dialog uas(SipRequest request, String localTag, Hop heard, long firstSeq) {
        return new Dialog(
                new Key(request.callId(), localTag, request.fromTag().orElse("")),
                new Parties(request.to().withTag(localTag), request.from()),
                request.recordRoutes(),
                heard,
                contact(request).orElseThrow(),
                firstSeq,
                request.cseq().number());
    }

    /** Of a response that sets one up, §12.1.2; without a usable Contact it stays with the URI. */
    static Dialog uac(SipRequest request, SipResponse response, Hop hop) {
        SipUri fallback = (SipUri) request.requestUri();
        return new Dialog(
                new Key(
                        request.callId(),
                        request.fromTag().orElse(""),
                        response.toTag().orElse("")),
                new Parties(request.from(), response.to()),
                response.recordRoutes().reversed(),
                hop,
                contact(response).orElse(fallback),
                request.cseq().number(),
                -1);
    }

    Key key() {
        return key;
    }

    static Optional<SipUri> contact(SipMessage message) {
        return message.contacts().stream()
                .map(NameAddr::uri)
                .filter(SipUri.class::isInstance)
                .map(SipUri.class::cast)
                .findFirst();
    }

    /** Takes note of a request's number; false if it is out of order, §12.2.2. */
    boolean inOrder(SipRequest request) {
        long number = request.cseq().number();
        if (number <= remoteSeq) {
            return false;
        }
        remoteSeq = number;
        return true;
    }

    /** A re-INVITE or its 2xx moves the other side, §12.2.1.2. */
    void refresh(SipMessage message) {
        contact(message).ifPresent(uri -> target = uri);
    }

    /** The next request of ours. */
    SipRequest.Builder request(String method) {
        return request(method, ++localSeq);
    }

    /** The ACK of a 2xx, §13.2.2.4. */
    SipRequest.Builder ack(long inviteSeq) {
        return request("ACK", inviteSeq);
    }

    /** §12.2.1.1: loose routing, and the strict routing of older proxies. */
    private SipRequest.Builder request(String method, long number) {
        SipUri uri = target;
        List<NameAddr> route = routes;
        if (!routes.isEmpty()
                && routes.getFirst().uri() instanceof SipUri first
                && !first.params().has("lr")) {
            List<NameAddr> strict = new ArrayList<>(routes.subList(1, routes.size()));
            strict.add(NameAddr.of(target));
            uri = first.withParams(first.params().without("method"));
            route = strict;
        }
        return SipRequest.builder(method, withoutHeaders(uri))
                .maxForwards(HOPS)
                .routes(route)
                .from(local)
                .to(remote)
                .callId(key.callId())
                .cseq(number);
    }

    private static SipUri withoutHeaders(SipUri uri) {
        return uri.headers().isEmpty()
                ? uri
                : new SipUri(
                        uri.secure(),
                        uri.user(),
                        uri.password(),
                        uri.host(),
                        uri.port(),
                        uri.params(),
                        "");
    }

    /** Where the message came from that set it up, or our INVITE went to. */
    Hop heard() {
        return heard;
    }

    /** Where requests go first. */
    Hop hop() {
        return !routes.isEmpty() && routes.getFirst().uri() instanceof SipUri first
                ? NextHop.toRoute(first, heard)
                : NextHop.toPeer(target, heard);
    }
}
