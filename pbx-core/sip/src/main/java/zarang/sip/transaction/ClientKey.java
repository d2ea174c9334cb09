package zarang.sip.transaction;

import zarang.sip.message.SipMessage;

/** What tells client transactions apart, RFC 3261 §17.1.3. */
record ClientKey(String branch, String method) {
    static ClientKey of(SipMessage message) {
        return new ClientKey(message.topVia().branch().orElse(""), message.cseq().method());
    }
}
