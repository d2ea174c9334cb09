package zarang.sip.transaction;

import java.util.List;
import zarang.sip.message.Header;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** Requests that a client transaction makes from its INVITE. */
final class AckAndCancel {
    private AckAndCancel() {}

    /** ACK for a final response other than 2xx, RFC 3261 §17.1.1.3 and §22.1. */
    static SipRequest ack(SipRequest invite, SipResponse response) {
        return following("ACK", invite).to(response.to()).credentialsOf(invite).build();
    }

    /**
     * CANCEL, RFC 3261 §9.1.
     *
     * @param reason empty if nobody gave one
     */
    static SipRequest cancel(SipRequest invite, String reason) {
        SipRequest.Builder cancel = following("CANCEL", invite).to(invite.to());
        if (!reason.isEmpty()) {
            cancel.header("Reason", reason);
        }
        return cancel.build();
    }

    private static SipRequest.Builder following(String method, SipRequest invite) {
        SipRequest.Builder builder =
                SipRequest.builder(method, invite.requestUri())
                        .via(invite.topVia())
                        .from(invite.from())
                        .callId(invite.callId())
                        .cseq(invite.cseq().number())
                        .maxForwards(SipRequest.HOPS);
        List<Header> headers = invite.headers();
        for (Header header : headers) {
            if (header.name().equals("Route")) {
                builder.addHeader("Route", header.value());
            }
        }
        return builder;
    }
}
