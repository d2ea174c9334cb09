package zarang.sip.session;

import java.util.Optional;
import zarang.sip.auth.DigestClient;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;

/**
 * A call to place.
 *
 * @param target the Request-URI
 * @param known the way to the target, if it is known: a registered phone's flow
 * @param from without a tag
 * @param credentials for a server that asks for them
 */
public record OutgoingCall(
        SipUri target, Optional<Hop> known, NameAddr from, Optional<DigestClient> credentials) {}
