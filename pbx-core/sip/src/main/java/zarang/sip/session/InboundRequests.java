package zarang.sip.session;

import java.util.Optional;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;

/** Whoever takes what comes in from outside any dialog. Control loop. */
public interface InboundRequests {
    /** Whether new calls are taken; if not, INVITE and OPTIONS get 503. */
    boolean isAccepting();

    /** Whether whoever sends such a request is refused whatever it asks, and is told 403. */
    default boolean isUnwanted(SipRequest request, Hop source) {
        return false;
    }

    /**
     * The status that refuses a sound INVITE, before anything is spent on it; empty if it is
     * wanted. A copy of the INVITE is asked about again.
     */
    Optional<Integer> refusal(SipRequest invite, Hop source);

    /**
     * What asks for credentials a sound INVITE that seems to come from a phone of ours; empty if it
     * has good ones, or is no phone's. Asked before {@link #refusal}.
     */
    default Optional<SipResponse.Builder> unproved(SipRequest invite, Hop source) {
        return Optional.empty();
    }

    /**
     * A sound INVITE that is wanted came. Must {@link Invitation#prepare} or {@link
     * Invitation#refuse} it before this returns.
     */
    void invited(Invitation invitation);

    /**
     * The answer to a REGISTER that changes nothing: it bears no credentials, or they are not
     * judged. Empty: {@link #registering} takes it.
     */
    Optional<SipResponse.Builder> unregistered(SipRequest register, Hop source);

    /** Any other REGISTER came; must be answered. */
    void registering(ServerTransaction register);
}
