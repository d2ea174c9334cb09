package zarang.sip.transaction;

import zarang.sip.message.SipRequest;

/** What copies of one request that took different ways have in common, RFC 3261 §8.2.2.2. */
record MergeKey(String fromTag, String callId, long cseq, String method) {
    static MergeKey of(SipRequest request) {
        return new MergeKey(
                request.fromTag().orElse(""),
                request.callId(),
                request.cseq().number(),
                request.method());
    }
}
