package zarang.sip.transaction;

import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** A request that came in. Control loop only. */
public interface ServerTransaction {
    /** The request; its top Via has received and rport filled in. */
    SipRequest request();

    Hop source();

    /** A fresh To tag, the same for every response of this transaction. */
    String localTag();

    /** A response with {@link #localTag} (unless it is a 100 or the request has a tag). */
    default SipResponse.Builder response(int status) {
        return SipResponse.to(request(), status).toTag(localTag());
    }

    /**
     * Sends a response: any number of 1xx, then one final. A 2xx to INVITE may be given again to
     * send it again. Anything after that is dropped.
     */
    void respond(SipResponse response);

    /** Whether a final response was given, or the transaction ended without one. */
    boolean isAnswered();
}
