package zarang.sip.engine;

import java.util.List;
import java.util.Optional;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipUri;
import zarang.sip.session.Redirects;
import zarang.sip.transaction.Hop;

/**
 * One way to a phone.
 *
 * @param target the Request-URI
 * @param hop where to send to; empty: where the target names
 * @param routes whom the request passes, in order; none: it goes there directly
 */
record PhoneWay(SipUri target, Optional<Hop> hop, List<NameAddr> routes) {
    PhoneWay {
        routes = List.copyOf(routes);
    }

    /** To where the phone itself is heard; what a proxy on the way redirects to is not believed. */
    Redirects redirects() {
        return routes.isEmpty() ? NextHop::atPeer : Redirects.NONE;
    }

    static PhoneWay direct(SipUri target, Hop hop) {
        return new PhoneWay(target, Optional.of(hop), List.of());
    }
}
