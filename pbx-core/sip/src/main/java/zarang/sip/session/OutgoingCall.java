package zarang.sip.session;

import java.util.List;
import java.util.Optional;
import zarang.sip.auth.DigestClient;
import zarang.sip.message.Header;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;

/**
 * A call to place.
 *
 * @param target the Request-URI
 * @param known the way to the target, if it is known: a registered phone's flow
 * @param routes whom its requests pass until a dialog says otherwise, in order
 * @param from without a tag
 * @param redirects where it may be redirected to
 * @param credentials for a server that asks for them
 * @param headers further ones of the INVITE
 * @param hops how many proxies it may pass: of a call that goes on for another, what that one has
 *     left, so that a loop through others ends (RFC 3261 §16.6)
 */
public record OutgoingCall(
        SipUri target,
        Optional<Hop> known,
        List<NameAddr> routes,
        NameAddr from,
        Redirects redirects,
        Optional<DigestClient> credentials,
        List<Header> headers,
        int hops) {
    /** One that goes on for nobody. */
    public OutgoingCall(
            SipUri target,
            Optional<Hop> known,
            List<NameAddr> routes,
            NameAddr from,
            Redirects redirects,
            Optional<DigestClient> credentials,
            List<Header> headers) {
        this(target, known, routes, from, redirects, credentials, headers, SipRequest.HOPS);
    }

    public OutgoingCall {
        routes = List.copyOf(routes);
        headers = List.copyOf(headers);
    }

    /** The same, which may pass so many. */
    public OutgoingCall within(int hopsLeft) {
        return new OutgoingCall(
                target, known, routes, from, redirects, credentials, headers, hopsLeft);
    }
}
