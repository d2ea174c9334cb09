package zarang.sip.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.sip.dialog.Dialog;
import zarang.sip.dialog.Dialogs;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.ClientTransaction;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * Sends an INVITE and takes it through its forks, until one answers or all refuse. RFC 3261 §13.2.
 * The first 2xx makes the session; each further one gets an ACK and a BYE. Control loop only.
 */
final class Connect implements ResponseListener, Session.SettingUp {
    private final LocalEnd local;
    private final OutgoingCall call;
    private final Hop hop;
    private final SdpSession sdp;
    private final Session session;
    private final SessionTimer timer;
    private final SentAcks acks;
    private final CallProgress progress;
    private SipRequest invite;
    private @Nullable ClientTransaction pending;

    /**
     * @param invite without a description
     */
    Connect(
            LocalEnd local,
            Dialogs<Session> dialogs,
            OutgoingCall call,
            Hop hop,
            SipRequest.Builder invite,
            SdpSession sdp,
            SessionListener listener) {
        this.local = local;
        this.call = call;
        this.hop = hop;
        this.sdp = sdp;
        this.session = new Session(local, dialogs, sdp, listener, hop, this);
        this.timer = new SessionTimer(session);
        session.watch(timer);
        timer.ask(invite);
        this.acks = new SentAcks(local.layer());
        this.progress = new CallProgress(listener);
        this.invite =
                invite.body(Responses.SDP, Responses.bytes(session.exchange().offer())).build();
    }

    Session session() {
        return session;
    }

    /** Sends the INVITE. */
    void start() {
        session.dialogs().await(session);
        send();
    }

    private void send() {
        pending = local.layer().send(invite, hop, this);
    }

    /** CANCEL. The listener is told at once, the session goes with the INVITE's final response. */
    @Override
    public void abandon(Cause cause) {
        session.leave(cause);
        if (pending != null) {
            pending.cancel();
        }
        session.listener().ended(new SessionEnd(cause, false, 0));
    }

    @Override
    public void onProvisional(SipResponse response, Hop source) {
        progress.heard();
        if (response.status() > 100 && session.settingUp() != null) {
            progress.ringing();
        }
    }

    @Override
    public void onFinal(SipResponse response, Hop source) {
        if (response.status() != Causes.FLOW_FAILED) {
            progress.heard();
        }
        if (response.isSuccess()) {
            success(response, source);
            return;
        }
        Optional<SipRequest> again =
                session.settingUp() == null
                        ? Optional.empty()
                        : Challenge.answered(invite, response, call.credentials())
                                .or(() -> timer.again(invite, response));
        if (again.isPresent()) {
            invite = again.get();
            send();
        } else {
            refused(response.status());
        }
    }

    @Override
    public void onSuccessAgain(SipResponse response, Hop source) {
        success(response, source);
    }

    @Override
    public void onFailure(int status) {
        refused(status);
    }

    private void success(SipResponse response, Hop source) {
        if (acks.isKnown(response)) {
            return;
        }
        boolean first = acks.isEmpty();
        session.dialogs().settle(session);
        Dialog dialog = Dialog.uac(invite, response, hop);
        acks.acknowledge(response, dialog);
        if (session.settingUp() != null) {
            session.enter(dialog);
            session.heardFrom(source);
            session.establish();
            timer.answered(response);
            Descriptions.take(session, response);
            return;
        }
        if (first) {
            session.over(new SessionEnd(Cause.NORMAL_CLEARING, false, 0)); // it crossed our CANCEL
        }
        Session late = new Session(local, session.dialogs(), sdp, NoListener.SESSION, source, this);
        late.enter(dialog);
        late.establish();
        Close.end(late, Cause.NORMAL_CLEARING);
    }

    private void refused(int status) {
        session.dialogs().settle(session);
        // a 487 that we did not ask for is the end of a ringing that lasted too long: timer C
        Cause cause = status == 487 ? Cause.NO_ANSWER : Causes.of(status);
        session.over(new SessionEnd(cause, true, status));
    }
}
