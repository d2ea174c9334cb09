package zarang.sip.transaction;

import java.util.Locale;
import zarang.sip.message.SipRequest;
import zarang.sip.message.Via;

/**
 * What tells server transactions apart, RFC 3261 §17.2.3: branch, sent-by and method, or for a peer
 * of RFC 2543 what stands in for a branch.
 *
 * @param method INVITE also for the ACK that belongs to it
 */
record ServerKey(String branch, String sentBy, String method) {
    static ServerKey of(SipRequest request, String method) {
        Via via = request.topVia();
        String sentBy = via.host().toLowerCase(Locale.ROOT) + ":" + via.portOrDefault();
        if (via.hasUniqueBranch()) {
            return new ServerKey(via.branch().orElse(""), sentBy, method);
        }
        String standIn =
                String.join(
                        "\n",
                        request.requestUri().toString(),
                        request.fromTag().orElse(""),
                        request.callId(),
                        Long.toString(request.cseq().number()),
                        via.toString());
        return new ServerKey(standIn, sentBy, method);
    }
}
