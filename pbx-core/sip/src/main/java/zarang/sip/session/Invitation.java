package zarang.sip.session;

import java.util.Optional;
import zarang.sip.dialog.Dialog;
import zarang.sip.dialog.Dialogs;
import zarang.sip.message.SipRequest;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpFault;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;

/** A sound INVITE that came in and that nobody has looked at yet. Control loop only. */
public final class Invitation {
    private final LocalEnd local;
    private final Dialogs<Session> dialogs;
    private final ServerTransaction invite;
    private final long firstSeq;

    /**
     * @param firstSeq of our own requests in the dialog that may come of it
     */
    Invitation(LocalEnd local, Dialogs<Session> dialogs, ServerTransaction invite, long firstSeq) {
        this.local = local;
        this.dialogs = dialogs;
        this.invite = invite;
        this.firstSeq = firstSeq;
    }

    /** The INVITE. */
    public SipRequest request() {
        return invite.request();
    }

    /** Where it came from. */
    public Hop source() {
        return invite.source();
    }

    /**
     * Looks at the offer, if there is one, and lets the session begin: it is to be rung, answered
     * or refused. Empty if no stream can come of the offer: the INVITE is refused with 488.
     */
    public Optional<Accept> prepare(SdpSession sdp, SessionListener listener) {
        String tag = invite.localTag();
        Accept accept =
                new Accept(
                        local,
                        dialogs,
                        invite,
                        Dialog.uas(request(), tag, source(), firstSeq),
                        sdp,
                        listener);
        Optional<String> offer = Descriptions.in(request());
        if (offer.isPresent()
                && accept.take(offer.get()) instanceof Negotiation.Refused(SdpFault fault)) {
            invite.respond(Descriptions.refusal(local.responses(), request(), tag, fault));
            return Optional.empty();
        }
        accept.begin();
        return Optional.of(accept);
    }

    /** Refuses it. */
    public void refuse(int status) {
        invite.respond(local.responses().refusal(request(), status, invite.localTag()));
    }
}
