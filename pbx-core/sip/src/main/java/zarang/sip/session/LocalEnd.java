package zarang.sip.session;

import java.time.Duration;
import java.util.random.RandomGenerator;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.SipTransport;
import zarang.sip.transaction.TransactionLayer;

/**
 * Our end of every session: what all of them need and none of them owns.
 *
 * @param random unpredictable
 * @param contactUser the user part of our Contact, may be empty
 * @param sessionExpires how long a session may live without a refresh, RFC 4028
 */
record LocalEnd(
        ControlLoop loop,
        TransactionLayer layer,
        RandomGenerator random,
        Responses responses,
        String contactUser,
        Duration sessionExpires) {
    /** Our own address as the other side of that hop can reach it. */
    NameAddr contact(Hop hop) {
        SipTransport.SentBy ours = layer.sentBy(hop);
        SipUri uri =
                SipUri.of(contactUser.isEmpty() ? null : contactUser, ours.host(), ours.port());
        return NameAddr.of(hop.protocol().in(uri));
    }
}
