package zarang.sip.transaction;

import zarang.sip.message.SipResponse;

/**
 * Hears what comes of a request. Control loop only. Exactly one of {@code onFinal}, {@code
 * onTimeout} and {@code onTransportError} is called, once.
 */
public interface ResponseListener {
    /** 1xx. */
    default void onProvisional(SipResponse response, Hop source) {}

    /** 2xx to 6xx. A 2xx to INVITE wants an ACK from the user; others were acknowledged. */
    void onFinal(SipResponse response, Hop source);

    /**
     * A further 2xx to INVITE: the first one again, whose ACK was lost, or of another fork. Comes
     * after {@code onFinal}.
     */
    default void onSuccessAgain(SipResponse response, Hop source) {}

    /** No final response in time: treat it as 408. */
    void onTimeout();

    /** It could not be sent: treat it as 503. */
    void onTransportError();
}
