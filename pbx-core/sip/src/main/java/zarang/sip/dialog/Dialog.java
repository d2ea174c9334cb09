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

/** The state that two user agents share. RFC 3261 §12. Control loop only. */
public final class Dialog {
    /** Enough for every real chain of proxies; the rest would only cost memory. */
    public static final int ROUTES_MAX = 16;

    /** What identifies a dialog to us. */
    public record Key(String callId, String localTag, String remoteTag) {
        /** Of a request that came. */
        public static Key of(SipRequest request) {
            return of(request, request.toTag().orElse(""));
        }

        static Key of(SipRequest request, String localTag) {
            return new Key(request.callId(), localTag, request.fromTag().orElse(""));
        }
    }

    /**
     * Our From, or To, with our tag; and the other's.
     *
     * @param ourCallId whether the Call-ID is ours: we sent the INVITE that set it up
     */
    private record Parties(NameAddr local, NameAddr remote, boolean ourCallId) {}

    private final Key key;
    private final Parties parties;
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
        this.parties = parties;
        this.routes = List.copyOf(routes);
        this.heard = heard;
        this.target = target;
        this.localSeq = localSeq;
        this.remoteSeq = remoteSeq;
    }

    /** Of a request that sets one up, §12.1.1. It has a Contact with a SIP URI. */
    public static Dialog uas(SipRequest request, String localTag, Hop heard, long firstSeq) {
        return new Dialog(
                Key.of(request, localTag),
                new Parties(request.to().withTag(localTag), request.from(), false),
                request.recordRoutes(),
                heard,
                contact(request).orElseThrow(),
                firstSeq,
                request.cseq().number());
    }

    /** Of a response that sets one up, §12.1.2; without a usable Contact it stays with the URI. */
    public static Dialog uac(SipRequest request, SipResponse response, Hop hop) {
        SipUri fallback = (SipUri) request.requestUri();
        return new Dialog(
                new Key(
                        request.callId(),
                        request.fromTag().orElse(""),
                        response.toTag().orElse("")),
                new Parties(request.from(), response.to(), true),
                response.recordRoutes().reversed(),
                hop,
                contact(response).orElse(fallback),
                request.cseq().number(),
                -1);
    }

    /** What identifies it. */
    public Key key() {
        return key;
    }

    /** The Contact of a message, if it is a SIP URI. */
    public static Optional<SipUri> contact(SipMessage message) {
        return message.contacts().stream()
                .map(NameAddr::uri)
                .filter(SipUri.class::isInstance)
                .map(SipUri.class::cast)
                .findFirst();
    }

    /** Goes on where the early dialog of the same fork is: its requests had numbers. */
    public void goOnFrom(Dialog early) {
        localSeq = Math.max(localSeq, early.localSeq);
        remoteSeq = Math.max(remoteSeq, early.remoteSeq);
    }

    /** Whether the Call-ID is ours, which decides who waits longer after a glare: §14.1. */
    public boolean ownsCallId() {
        return parties.ourCallId();
    }

    /** Takes note of a request's number; false if it is out of order, §12.2.2. */
    public boolean inOrder(SipRequest request) {
        long number = request.cseq().number();
        if (number <= remoteSeq) {
            return false;
        }
        remoteSeq = number;
        return true;
    }

    /** A re-INVITE or its 2xx moves the other side, §12.2.1.2. */
    public void refresh(SipMessage message) {
        contact(message).ifPresent(uri -> target = uri);
    }

    /** The next request of ours. */
    public SipRequest.Builder request(String method) {
        return request(method, nextNumber());
    }

    /** The number of the next request of ours, which has it from here on. */
    public long nextNumber() {
        return ++localSeq;
    }

    /** The ACK of a 2xx, §13.2.2.4. */
    public SipRequest.Builder ack(long inviteSeq) {
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
                .maxForwards(SipRequest.HOPS)
                .routes(route)
                .from(parties.local())
                .to(parties.remote())
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
    public Hop heard() {
        return heard;
    }

    /** Where requests go first. */
    public Hop hop() {
        return !routes.isEmpty() && routes.getFirst().uri() instanceof SipUri first
                ? NextHop.toRoute(first, heard)
                : NextHop.toPeer(target, heard);
    }
}
