package zarang.sip.transaction;

import java.util.Optional;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** What stands above the transactions: dialogs, the registrar. Control loop only. */
public interface TransactionUser {
    /**
     * What a new request gets that changes nothing here, be it a refusal, a challenge or what
     * OPTIONS asks: it is sent without a transaction, so that a flood of such requests leaves
     * nothing behind (RFC 3261 §8.2.7). A copy of the request asks again and must get the same.
     * Empty: {@link #onRequest} takes it. Never asked for ACK and CANCEL.
     */
    Optional<SipResponse> withoutState(SipRequest request, Hop source);

    /**
     * A new request, any method but ACK and CANCEL. Answer it with {@link
     * ServerTransaction#respond} now or later. A 2xx to INVITE is sent again by the user until its
     * ACK comes (RFC 3261 §13.3.1.4); everything else is sent again by the transaction.
     */
    void onRequest(ServerTransaction transaction);

    /** An ACK for a 2xx, or one that fits nothing. */
    void onAck(SipRequest ack, Hop source);

    /**
     * The peer cancels an INVITE that has no final response yet. The CANCEL is answered already;
     * answer the INVITE, with 487.
     *
     * @param cancel may say why
     */
    void onCancel(ServerTransaction invite, SipRequest cancel);

    /** A request can no longer be answered: its peer is not reached, or waits no more. */
    void onUnanswerable(ServerTransaction transaction);

    /**
     * No ACK came for a final response other than 2xx within 64·T1, or it could not be sent.
     *
     * @param method of the request that it answered, of which nothing else is kept
     */
    void onResponseLost(String method);

    /**
     * A 2xx to an INVITE whose client transaction is gone. The dialog sends its ACK again; without
     * a dialog it is dropped.
     */
    void onStraySuccess(SipResponse response, Hop source);
}
