package zarang.sip.transaction;

import zarang.sip.message.SipResponse;

/**
 * Gets what comes of a request. Control loop only. Exactly one of {@code onFinal} and {@code
 * onFailure} is called, once.
 */
public interface ResponseListener {
    /** No final response came in time. RFC 3261 §8.1.3.1. */
    int TIMED_OUT = 408;

    /** The request could not be sent. RFC 3261 §8.1.3.1. */
    int NOT_SENT = 503;

    /** 1xx. */
    default void onProvisional(SipResponse response, Hop source) {}

    /** 2xx to 6xx. A 2xx to INVITE wants an ACK from the user; others were acknowledged. */
    void onFinal(SipResponse response, Hop source);

    /**
     * A further 2xx to INVITE: the first one again, whose ACK was lost, or of another fork. Comes
     * after {@code onFinal}.
     */
    default void onSuccessAgain(SipResponse response, Hop source) {}

    /**
     * Who gets the further 2xx to an INVITE; asked once, after {@code onFinal} with the first. The
     * transaction lives for half a minute more, mostly longer than the call: whoever holds a call
     * leaves somebody who holds less.
     */
    default ResponseListener afterSuccess() {
        return this;
    }

    /**
     * There is no final response.
     *
     * @param status to treat it as: {@link #TIMED_OUT} or {@link #NOT_SENT}
     */
    void onFailure(int status);
}
