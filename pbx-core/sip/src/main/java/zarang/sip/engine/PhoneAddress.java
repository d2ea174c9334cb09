package zarang.sip.engine;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.registrar.Binding;
import zarang.sip.registrar.Reach;
import zarang.sip.transaction.Hop;

/**
 * How one phone may be reached.
 *
 * @param target the Request-URI
 * @param ways the likeliest first, at least one; an empty way is the one that the target names
 */
record PhoneAddress(SipUri target, List<Optional<Hop>> ways) {
    private static final Logger log = LoggerFactory.getLogger(PhoneAddress.class);

    PhoneAddress {
        ways = List.copyOf(ways);
    }

    /** An address that somebody wrote down; empty if it is no SIP URI. */
    static Optional<PhoneAddress> written(String uri) {
        try {
            return SipSyntax.uri(uri) instanceof SipUri sip
                    ? Optional.of(new PhoneAddress(sip, List.of(Optional.empty())))
                    : Optional.empty();
        } catch (BadSyntax e) {
            log.warn("leg.refused reason=contact-not-a-sip-uri");
            return Optional.empty();
        }
    }

    /**
     * A registered phone. The Contact is where to send to, RFC 3261 §10.2, but over a connection
     * that is open, and unless a NAT stands between: then its host is not where the REGISTER came
     * from, or the phone says itself that it listens where it sends from (RFC 3581, RFC 5626). A
     * phone whose Contact differs in the port alone may mean either, so both are tried. Another
     * host than the REGISTER's is never tried: behind a NAT that address may be a stranger's.
     */
    static PhoneAddress of(Binding<Hop> phone) {
        Hop flow = phone.flow();
        Optional<Hop> named =
                flow.protocol().reliable()
                                || phone.reach() == Reach.FLOW
                                || !NextHop.isAt(phone.contact(), flow)
                        ? Optional.empty()
                        : NextHop.of(phone.contact()).map(hop -> over(flow, hop));
        Optional<Hop> other = named.filter(hop -> !hop.equals(flow));
        if (other.isEmpty()) {
            return new PhoneAddress(phone.contact(), List.of(Optional.of(flow)));
        }
        return new PhoneAddress(
                phone.contact(),
                phone.reach() == Reach.CONTACT_FIRST
                        ? List.of(other, Optional.of(flow))
                        : List.of(Optional.of(flow), other));
    }

    /** From the socket of ours that the phone knows. */
    private static Hop over(Hop flow, Hop named) {
        return named.protocol() == flow.protocol()
                ? new Hop(named.protocol(), named.address(), flow.flow())
                : named;
    }
}
