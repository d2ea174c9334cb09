package zarang.sip.session;

import java.util.Optional;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;

/** Whether a call that is redirected may go on at another address of the same one it is for. */
@FunctionalInterface
public interface Redirects {
    /** No redirection is followed. */
    Redirects NONE = (contact, from) -> Optional.empty();

    /**
     * Where to send to; empty if that address is not to be believed.
     *
     * @param contact of the same user as the call's target
     * @param from where the redirection came from
     */
    Optional<Hop> way(SipUri contact, Hop from);
}
