package zarang.sip.carrier;

import zarang.sip.message.NameAddr;
import zarang.sip.message.Params;
import zarang.sip.message.PercentEncoding;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipUri;
import zarang.sip.trunk.WayOut;

/** Requests to a trunk outside calls, without what differs from one to the next. */
final class TrunkRequests {
    private TrunkRequests() {}

    /** Whether it is there: RFC 3261 §11. */
    static SipRequest.Builder options(WayOut way) {
        return SipRequest.builder(
                        "OPTIONS", SipUri.of(null, way.proxy().host(), way.proxy().port()))
                .maxForwards(SipRequest.HOPS)
                .routes(way.routes())
                .to(NameAddr.of(registrar(way)));
    }

    /** Where we are to be called: RFC 3261 §10.2. */
    static SipRequest.Builder register(WayOut way) {
        return SipRequest.builder("REGISTER", registrar(way))
                .maxForwards(SipRequest.HOPS)
                .routes(way.routes())
                .to(ours(way));
    }

    /** What REGISTER asks. */
    static SipUri registrar(WayOut way) {
        return SipUri.of(null, way.domain(), -1);
    }

    /** Our address with it. */
    static NameAddr ours(WayOut way) {
        return NameAddr.of(uri(way.user(), registrar(way)));
    }

    /** Where it is to call us: our own address with the user part that it wants. */
    static NameAddr contact(WayOut way, NameAddr here) {
        return here.uri() instanceof SipUri uri
                ? new NameAddr("", uri(way.contactUser(), uri), Params.NONE)
                : here;
    }

    private static SipUri uri(String user, SipUri at) {
        return new SipUri(
                at.secure(),
                user.isEmpty() ? null : PercentEncoding.user(user),
                null,
                at.host(),
                at.port(),
                at.params(),
                "");
    }
}
