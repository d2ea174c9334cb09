package zarang.sip.transaction;

import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** What stands above the transactions: dialogs, the registrar. Control loop only. */
public interface TransactionUser {
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
     */
    void onCancel(ServerTransaction invite);

    /** No ACK came for a final response other than 2xx within 64·T1, or it could not be sent. */
    void onResponseLost(ServerTransaction transaction);

    /**
     * A 2xx to an INVITE whose client transaction is gone. The dialog sends its ACK again; without
     * a dialog it is dropped.
     */
    void onStraySuccess(SipResponse response, Hop source);
}
