package zarang.sip.session;

import java.util.List;
import java.util.Optional;
import zarang.sip.auth.DigestClient;
import zarang.sip.message.Header;
import zarang.sip.message.NameAddr;
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
 */
public record OutgoingCall(
        SipUri target,
        Optional<Hop> known,
        List<NameAddr> routes,
        NameAddr from,
        Redirects redirects,
        Optional<DigestClient> credentials,
        List<Header> headers) {
    public OutgoingCall {
        routes = List.copyOf(routes);
        headers = List.copyOf(headers);
    }
}
