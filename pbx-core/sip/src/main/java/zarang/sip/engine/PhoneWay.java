package zarang.sip.engine;

import java.util.List;
import java.util.Optional;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipUri;
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

    static PhoneWay direct(SipUri target, Hop hop) {
        return new PhoneWay(target, Optional.of(hop), List.of());
    }
}
