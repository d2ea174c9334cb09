package zarang.sip.dialog;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpFault;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;

/** An INVITE that came in, until it is answered or refused. RFC 3261 §13.3. Control loop only. */
public final class IncomingSession implements DialogUser {
    /** A proxy on the way gives up after 3 minutes of silence: RFC 3261 §13.3.1.1. */
    private static final Duration RING_AGAIN = Duration.ofMinutes(1);

    private final UserAgent agent;
    private final ServerTransaction invite;
    private final String tag;
    private final Dialog dialog;
    private @Nullable SdpSession sdp;
    private @Nullable SessionListener listener;
    private Negotiation.@Nullable Agreed agreed;
    private @Nullable EstablishedSession talk;
    private ControlLoop.@Nullable Timer ringing;
    private boolean done;

    IncomingSession(UserAgent agent, ServerTransaction invite, long firstSeq) {
        this.agent = agent;
        this.invite = invite;
        this.tag = invite.localTag();
        this.dialog = Dialog.uas(invite.request(), tag, invite.source(), firstSeq);
        agent.enter(dialog.key(), this);
    }

    /** The INVITE. */
    public SipRequest request() {
        return invite.request();
    }

    /** Whether it was answered and the other side said that it knows. */
    public boolean isAcknowledged() {
        return talk != null && talk.isAcknowledged();
    }

    /** Where it came from. */
    public Hop source() {
        return invite.source();
    }

    /** Where the last offer or answer of the other side came from. */
    public Hop signalling() {
        return talk == null ? source() : talk.signalling();
    }

    /** Whether the INVITE carries the offer, so that nobody knows our port before the answer. */
    public boolean hasOffer() {
        return agreed != null;
    }

    /**
     * Looks at the offer. If no stream can come of it, the INVITE is refused with 488, nothing more
     * is heard of it, and this is false.
     */
    public boolean prepare(SdpSession session, SessionListener hearer) {
        Optional<String> offer = Descriptions.in(request());
        if (offer.isPresent()) {
            switch (session.answer(offer.get())) {
                case Negotiation.Agreed good -> agreed = good;
                case Negotiation.Refused(SdpFault fault) -> {
                    end(
                            Descriptions.refusal(agent.responses(), request(), tag, fault),
                            new SessionEnd(Cause.NOT_ACCEPTABLE, false, 0));
                    return false;
                }
            }
        }
        sdp = session;
        listener = hearer;
        return true;
    }

    /** Sends 180, and again once a minute until the answer. */
    public void ring() {
        if (done) {
            return;
        }
        invite.respond(
                agent.responses()
                        .dialog(request(), 180, tag, agent.contact(invite.source()))
                        .build());
        stopRinging();
        ringing = agent.loop().schedule(RING_AGAIN, this::ring);
    }

    /** Sends 200. Without an offer in the INVITE it carries ours, and the ACK brings the answer. */
    public void answer() {
        SdpSession session = sdp;
        SessionListener hearer = listener;
        if (done || session == null || hearer == null) {
            return;
        }
        finish();
        EstablishedSession talking =
                new EstablishedSession(agent, dialog, source(), session, hearer);
        talk = talking;
        Negotiation.Agreed good = agreed;
        if (good == null) {
            talking.confirm(invite, talking.success(request(), session.offer()), true);
        } else {
            talking.confirm(invite, talking.success(request(), good.answer()), false);
            talking.answered(good.stream());
        }
    }

    /** Refuses it. The listener, if there is one, hears that it ended. */
    public void refuse(int status) {
        refuse(status, Causes.of(status));
    }

    public void refuse(int status, Cause cause) {
        end(status, new SessionEnd(cause, false, 0));
    }

    /** Ends it in whatever state it is. */
    public void hangUp(Cause cause) {
        if (talk != null) {
            talk.end(cause);
        } else {
            refuse(Causes.status(cause), cause);
        }
    }

    /** Sends a digit by INFO, if it is answered. */
    public void sendInfo(char digit, int durationMs) {
        if (talk != null) {
            talk.sendInfo(digit, durationMs);
        }
    }

    @Override
    public Hop heard() {
        return invite.source();
    }

    /** A request in the early dialog. */
    @Override
    public void request(ServerTransaction in) {
        SipRequest request = in.request();
        if (!dialog.inOrder(request)) {
            in.respond(agent.responses().plain(request, 500));
            return;
        }
        switch (request.method()) {
            case "BYE" -> {
                in.respond(agent.responses().plain(request, 200));
                withdrawn();
            }
            case "INVITE" ->
                    in.respond(
                            agent.responses().to(request, 500).header("Retry-After", "5").build());
            case "OPTIONS" -> in.respond(agent.responses().capabilities(request));
            case "INFO" -> in.respond(agent.responses().plain(request, 200));
            default -> in.respond(agent.responses().notAllowed(request));
        }
    }

    @Override
    public void ack(SipRequest ack) {}

    /** A CANCEL came, or a BYE before the answer. */
    void withdrawn() {
        end(487, new SessionEnd(Cause.NORMAL_CLEARING, true, 0));
    }

    private void end(int status, SessionEnd end) {
        end(agent.responses().refusal(request(), status, tag), end);
    }

    private void end(SipResponse refusal, SessionEnd end) {
        if (done) {
            return;
        }
        finish();
        agent.leave(dialog.key());
        invite.respond(refusal);
        SessionListener hearer = listener;
        if (hearer != null) {
            hearer.ended(end);
        }
    }

    private void finish() {
        done = true;
        agent.settled(invite);
        stopRinging();
    }

    private void stopRinging() {
        if (ringing != null) {
            ringing.cancel();
        }
    }
}
