package zarang.sip.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.sip.dialog.Dialog;
import zarang.sip.dialog.Dialogs;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;

/** Answers an INVITE, or refuses it. RFC 3261 §13.3. Control loop only. */
public final class Accept implements Session.SettingUp {
    /** A proxy on the way gives up after 3 minutes of silence: RFC 3261 §13.3.1.1. */
    private static final Duration RING_AGAIN = Duration.ofMinutes(1);

    private final LocalEnd local;
    private final ServerTransaction invite;
    private final Dialog dialog;
    private final Session session;

    /** Our answer to the offer in the INVITE; null if it has none. */
    private Negotiation.@Nullable Agreed answer;

    private final Provisionals provisionals;
    private ControlLoop.@Nullable Timer ringing;
    private boolean audible;
    private boolean answering;

    Accept(
            LocalEnd local,
            Dialogs<Session> dialogs,
            ServerTransaction invite,
            Dialog dialog,
            SdpSession sdp,
            SessionListener listener) {
        this.local = local;
        this.invite = invite;
        this.dialog = dialog;
        this.session = new Session(local, dialogs, sdp, listener, invite.source(), this);
        this.provisionals =
                new Provisionals(local, invite, isReliable(invite.request()), this::unheard);
        session.watch(new SessionTimer(session));
    }

    /** Without an offer a reliable response would have to bear ours: only if it is insisted on. */
    private static boolean isReliable(SipRequest invite) {
        return Extensions.requires(invite, Provisionals.OPTION)
                || (Extensions.supports(invite, Provisionals.OPTION) && invite.hasBody());
    }

    /** Takes the offer that the INVITE carries. */
    Negotiation take(String offer) {
        Negotiation made = session.exchange().answer(offer);
        answer = made instanceof Negotiation.Agreed agreed ? agreed : null;
        return made;
    }

    /** Requests in the early dialog are ours from now on. */
    void begin() {
        session.enter(dialog);
    }

    /** The INVITE. */
    public SipRequest request() {
        return invite.request();
    }

    /** Where it came from. */
    public Hop source() {
        return invite.source();
    }

    public Session session() {
        return session;
    }

    /** Whether the INVITE carries the offer, so that nobody knows our port before the answer. */
    public boolean hasOffer() {
        return answer != null;
    }

    /** Sends 180, and again once a minute until the answer. */
    public void ring() {
        if (session.settingUp() == null) {
            return;
        }
        SipResponse.Builder response = provisional(180);
        if (answer == null
                && provisionals.areReliable()
                && session.exchange().turn() == OfferAnswer.NOTHING) {
            response.body(Responses.SDP, Responses.bytes(session.exchange().offer()));
        }
        provisionals.send(response);
        stopRinging();
        ringing = local.loop().schedule(RING_AGAIN, this::ring);
    }

    /**
     * Sends 183 with our answer, so that the caller hears us before the call is answered, and again
     * once a minute. Without an offer in the INVITE it rings.
     */
    public void progress() {
        Negotiation.Agreed good = answer;
        if (session.settingUp() == null || good == null) {
            ring();
            return;
        }
        SipResponse.Builder response = provisional(183);
        boolean first = !audible;
        audible = true;
        if (first || !provisionals.areReliable()) {
            response.body(Responses.SDP, Responses.bytes(good.answer()));
        }
        provisionals.send(response);
        stopRinging();
        ringing = local.loop().schedule(RING_AGAIN, this::progress);
        if (first) {
            session.exchange().foretold(good.stream());
        }
    }

    private SipResponse.Builder provisional(int status) {
        return local.responses()
                .dialog(request(), status, invite.localTag(), local.contact(invite.source()));
    }

    /**
     * An answer of ours that is acknowledged is agreed on: the PRACK may bring another offer, §5.
     */
    @Override
    public boolean acknowledged(SipRequest prack) {
        Negotiation.Agreed good = answer;
        boolean taken = provisionals.acknowledge(prack);
        if (taken
                && good != null
                && audible
                && session.settingUp() != null
                && !provisionals.owesPrack()
                && session.exchange().turn() == OfferAnswer.FIRST_THEIRS) {
            session.exchange().agreed(good.stream());
        }
        return taken;
    }

    /** The caller is where it says. */
    @Override
    public void prackTaken() {
        if (session.settingUp() == null) {
            return;
        }
        session.listener().confirmed();
        if (answering) {
            answer();
        }
    }

    private void unheard() {
        end(504, new SessionEnd(Cause.NO_USER_RESPONDING, false, 0));
    }

    /** Sends 200. Without an offer in the INVITE it carries ours, and the ACK brings the answer. */
    public void answer() {
        if (session.settingUp() == null) {
            return;
        }
        stopRinging();
        if (provisionals.owesPrack()) {
            answering = true;
            return;
        }
        provisionals.rest();
        session.establish();
        Negotiation.Agreed good = answer;
        if (session.exchange().turn() == OfferAnswer.AGREED) {
            Confirm.success(session, invite, "");
            session.exchange().answeredAsBefore();
        } else if (good == null) {
            Confirm.success(session, invite, session.exchange().offer());
        } else {
            Confirm.success(session, invite, good.answer());
            session.exchange().agreed(good.stream());
        }
    }

    /** Refuses it. */
    @Override
    public void abandon(Cause cause) {
        end(Causes.status(cause), new SessionEnd(cause, false, 0));
    }

    /** A CANCEL came, or a BYE before the answer. */
    @Override
    public void withdrawn(Cause why) {
        end(487, new SessionEnd(why, true, 0));
    }

    private void end(int status, SessionEnd end) {
        if (session.settingUp() != null) {
            stopRinging();
            provisionals.stop();
            invite.respond(local.responses().refusal(request(), status, invite.localTag()));
            session.over(end);
        }
    }

    private void stopRinging() {
        if (ringing != null) {
            ringing.cancel();
        }
    }
}
