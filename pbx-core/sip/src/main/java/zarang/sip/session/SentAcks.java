package zarang.sip.session;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import zarang.sip.dialog.Dialog;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.TransactionLayer;

/**
 * The ACK of each 2xx to one INVITE of ours, sent again when its 2xx comes again. RFC 3261
 * §13.2.2.4. Nobody can ask it for credentials, so it has those of its INVITE: §22.1.
 */
final class SentAcks {
    /** Forks that may answer; the 2xx of more is not acknowledged and dies by itself. */
    private static final int FORKS_MAX = 16;

    private record Sent(SipRequest ack, Hop hop) {}

    private final TransactionLayer layer;
    private final Supplier<SipRequest> invite;
    private final Map<String, Sent> byTag = new HashMap<>();

    /**
     * @param invite as it was sent last
     */
    SentAcks(TransactionLayer layer, Supplier<SipRequest> invite) {
        this.layer = layer;
        this.invite = invite;
    }

    /**
     * Whether nothing is to be done about this 2xx: its ACK went once more, or it is one too many.
     */
    boolean isKnown(SipResponse success) {
        Sent known = byTag.get(tag(success));
        if (known != null) {
            layer.sendAck(known.ack(), known.hop());
        }
        return known != null || byTag.size() >= FORKS_MAX;
    }

    void acknowledge(SipResponse success, Dialog dialog) {
        SipRequest ack = dialog.ack(success.cseq().number()).credentialsOf(invite.get()).build();
        byTag.put(tag(success), new Sent(layer.sendAck(ack, dialog.hop()), dialog.hop()));
    }

    private static String tag(SipResponse success) {
        return success.toTag().orElse("");
    }
}
