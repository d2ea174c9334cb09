package zarang.sip.dialog;

import zarang.sip.transaction.ServerTransaction;

/** Whoever takes what comes in from outside any dialog. Control loop. */
public interface Inbound {
    /** Whether new calls are taken; if not, INVITE and OPTIONS get 503. */
    boolean isAccepting();

    /**
     * A sound INVITE came; 100 was sent. Must {@link IncomingSession#prepare} or {@link
     * IncomingSession#refuse} it.
     */
    void invited(IncomingSession session);

    /** A REGISTER came; must be answered. */
    void registering(ServerTransaction register);
}
