package zarang.sip.carrier;

import java.util.Optional;
import zarang.sip.session.OutgoingCall;
import zarang.sip.session.Session;
import zarang.sip.session.SessionListener;

/** Sends an INVITE; empty if there is no room for another session. */
@FunctionalInterface
public interface Placing {
    Optional<Session> place(OutgoingCall call, SessionListener listener);
}
