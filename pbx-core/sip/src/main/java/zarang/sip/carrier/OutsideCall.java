package zarang.sip.carrier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.sip.message.Header;
import zarang.sip.message.NameAddr;
import zarang.sip.message.Params;
import zarang.sip.message.PercentEncoding;
import zarang.sip.message.SipUri;
import zarang.sip.session.OutgoingCall;
import zarang.sip.transaction.Hop;
import zarang.sip.trunk.ShownNumber;
import zarang.sip.trunk.WayOut;

/**
 * A number outside that is to be called, and for whom.
 *
 * @param number E.164 with its plus, or as it is dialled in this country
 * @param caller the number of whoever calls; empty if unknown
 * @param name of whoever calls; may be empty
 */
public record OutsideCall(String number, String caller, String name) {
    private static final String ANONYMOUS = "Anonymous";

    /**
     * The call as that trunk wants it written; empty if what is called is no number.
     *
     * @param hop where it goes
     */
    Optional<OutgoingCall> through(Carrier carrier, Hop hop) {
        return carrier.trunk().numbers().out(number).map(called -> through(carrier, hop, called));
    }

    private OutgoingCall through(Carrier carrier, Hop hop, String called) {
        WayOut way = carrier.way();
        boolean withheld = way.shown().rule() == ShownNumber.Rule.WITHHELD;
        NameAddr ours = new NameAddr(withheld ? "" : name, uri(shown(carrier), way), Params.NONE);
        return new OutgoingCall(
                uri(called, way),
                Optional.of(hop),
                way.routes(),
                withheld ? anonymous() : ours,
                carrier::ownHop,
                carrier.credentials(),
                headers(carrier, withheld, ours));
    }

    /** RFC 3325 §7 and §9.3: who is meant is told to a network of our trust only. */
    private static List<Header> headers(Carrier carrier, boolean withheld, NameAddr ours) {
        List<Header> headers = new ArrayList<>();
        if (carrier.trunk().trustCallerNumber()) {
            headers.add(new Header("P-Asserted-Identity", ours.toString()));
        }
        if (withheld) {
            headers.add(new Header("Privacy", "id"));
        }
        return headers;
    }

    /** The number that those see who are called, or that is hidden from them. */
    private String shown(Carrier carrier) {
        WayOut way = carrier.way();
        String own = way.shown().pilot().isEmpty() ? way.user() : way.shown().pilot();
        return way.shown().rule() == ShownNumber.Rule.CALLER && !caller.isEmpty()
                ? carrier.trunk().numbers().shown(caller).orElse(own)
                : own;
    }

    private static SipUri uri(String user, WayOut way) {
        return SipUri.of(user.isEmpty() ? null : PercentEncoding.user(user), way.domain(), -1);
    }

    /** RFC 3323 §4.1.1.3. */
    private static NameAddr anonymous() {
        return new NameAddr(
                ANONYMOUS, SipUri.of("anonymous", "anonymous.invalid", -1), Params.NONE);
    }
}
