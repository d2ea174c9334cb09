package zarang.sip.dialog;

import zarang.sip.message.SipRequest;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;

/** Whom a dialog's requests are for. */
interface DialogUser {
    /** Where the other side was heard last. */
    Hop heard();

    /** Any request but ACK and CANCEL. */
    void request(ServerTransaction in);

    /** The ACK of a 2xx. */
    void ack(SipRequest ack);
}
