package zarang.sip.session;

import java.util.Optional;
import zarang.call.Cause;
import zarang.sip.auth.DigestClient;
import zarang.sip.dialog.Dialog;
import zarang.sip.dialog.Dialogs;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * The answers to an INVITE of ours that one fork has answered: a 2xx that comes again gets its ACK
 * again, that of another fork an ACK and a BYE. RFC 3261 §13.2.2.4. Holds nothing of the call,
 * which may be long over by then. Control loop only.
 */
final class LateAnswers implements ResponseListener {
    private final LocalEnd local;
    private final Dialogs<Session> dialogs;
    private final SipRequest invite;
    private final Optional<DigestClient> credentials;
    private final Hop hop;
    private final SdpSession sdp;
    private final EarlyDialogs forks;
    private final SentAcks acks;

    /**
     * @param forks those that said something before one answered
     */
    LateAnswers(
            LocalEnd local,
            Dialogs<Session> dialogs,
            SipRequest invite,
            Optional<DigestClient> credentials,
            Hop hop,
            SdpSession sdp,
            EarlyDialogs forks) {
        this.local = local;
        this.dialogs = dialogs;
        this.invite = invite;
        this.credentials = credentials;
        this.hop = hop;
        this.sdp = sdp;
        this.forks = forks;
        acks = new SentAcks(local.layer(), () -> invite);
    }

    /** The dialog that a 2xx makes, after its ACK. */
    Dialog acknowledged(SipResponse success) {
        Dialog dialog = forks.settled(Dialog.uac(invite, success, hop), success);
        acks.acknowledge(success, dialog);
        return dialog;
    }

    /** BYE to a fork that answered in vain. */
    void sendAway(Dialog dialog, Hop source) {
        Session late = new Session(local, dialogs, sdp, NoListener.SESSION, source, cause -> {});
        late.proveBy(credentials);
        late.enter(dialog);
        late.establish();
        Close.end(late, Cause.NORMAL_CLEARING);
    }

    @Override
    public void onSuccessAgain(SipResponse response, Hop source) {
        if (!acks.isKnown(response)) {
            sendAway(acknowledged(response), source);
        }
    }

    @Override
    public void onFinal(SipResponse response, Hop source) {
        throw new IllegalStateException("a second final response");
    }

    @Override
    public void onFailure(int status) {
        throw new IllegalStateException("a failure after a final response");
    }
}
