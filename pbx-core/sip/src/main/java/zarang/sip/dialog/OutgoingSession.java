package zarang.sip.dialog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpFault;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.ClientTransaction;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * An INVITE of ours, through its forks, until one answers or all refuse. RFC 3261 §13.2. Control
 * loop only.
 */
public final class OutgoingSession implements ResponseListener {
    /** Forks that may answer; the 2xx of more is not acknowledged and dies by itself. */
    private static final int FORKS_MAX = 16;

    private record Acknowledged(SipRequest ack, Hop hop) {}

    private final UserAgent agent;
    private final OutgoingCall call;
    private final Hop hop;
    private final SdpSession sdp;
    private final SessionListener listener;
    private SipRequest invite;
    private @Nullable ClientTransaction pending;
    private @Nullable EstablishedSession talk;

    /** The ACK of each fork by its tag, to be sent again when its 2xx comes again. */
    private final Map<String, Acknowledged> forks = new HashMap<>();

    private @Nullable Cause wanted;
    private boolean heard;
    private boolean rang;
    private boolean reported;
    private boolean settled;

    OutgoingSession(
            UserAgent agent,
            OutgoingCall call,
            Hop hop,
            SipRequest invite,
            SdpSession sdp,
            SessionListener listener) {
        this.agent = agent;
        this.call = call;
        this.hop = hop;
        this.invite = invite;
        this.sdp = sdp;
        this.listener = listener;
    }

    void start() {
        pending = agent.layer().send(invite, hop, this);
    }

    /** Ends it in whatever state it is: CANCEL or BYE. */
    public void hangUp(Cause cause) {
        if (talk != null) {
            talk.end(cause);
        } else if (wanted == null && !settled) {
            wanted = cause;
            if (pending != null) {
                pending.cancel();
            }
            report(new SessionEnd(cause, false, 0));
        }
    }

    /** Where the last offer or answer of the other side came from. */
    public Hop signalling() {
        return talk == null ? hop : talk.signalling();
    }

    /** Sends a digit by INFO, if it is answered. */
    public void sendInfo(char digit, int durationMs) {
        if (talk != null) {
            talk.sendInfo(digit, durationMs);
        }
    }

    @Override
    public void onProvisional(SipResponse response, Hop source) {
        hear();
        if (wanted == null && response.status() > 100 && !rang) {
            rang = true;
            listener.ringing();
        }
    }

    @Override
    public void onFinal(SipResponse response, Hop source) {
        hear();
        if (response.isSuccess()) {
            success(response, source);
        } else if (!challenged(response)) {
            refused(response.status());
        }
    }

    @Override
    public void onSuccessAgain(SipResponse response, Hop source) {
        success(response, source);
    }

    @Override
    public void onTimeout() {
        refused(408);
    }

    @Override
    public void onTransportError() {
        refused(503);
    }

    /** The first 2xx makes the session, if it is still wanted; each further fork gets a BYE. */
    private void success(SipResponse response, Hop source) {
        String fork = response.toTag().orElse("");
        Acknowledged known = forks.get(fork);
        if (known != null) {
            agent.layer().sendAck(known.ack(), known.hop());
        } else if (forks.size() < FORKS_MAX) {
            newFork(fork, response, source);
        }
    }

    private void newFork(String fork, SipResponse response, Hop source) {
        boolean first = !settled && wanted == null;
        settle();
        Dialog dialog = Dialog.uac(invite, response, hop);
        SipRequest ack = dialog.ack(invite.cseq().number()).build();
        forks.put(fork, new Acknowledged(agent.layer().sendAck(ack, dialog.hop()), dialog.hop()));
        if (!first) {
            new EstablishedSession(agent, dialog, source, sdp, Unheard.SESSION)
                    .end(Cause.NORMAL_CLEARING);
            return;
        }
        EstablishedSession talking = new EstablishedSession(agent, dialog, source, sdp, listener);
        talk = talking;
        switch (sdp.accept(Descriptions.in(response).orElse(""))) {
            case Negotiation.Agreed agreed -> talking.answered(agreed.stream());
            case Negotiation.Refused(SdpFault fault) -> {
                Descriptions.refused(response, fault);
                talking.end(Cause.NOT_ACCEPTABLE);
            }
        }
    }

    private void refused(int status) {
        settle();
        // a 487 that we did not ask for is the end of a ringing that lasted too long: timer C
        Cause cause = status == 487 ? Cause.NO_ANSWER : Causes.of(status);
        report(new SessionEnd(cause, true, status));
    }

    /** RFC 3261 §22.2: the same INVITE with credentials and the next number. */
    private boolean challenged(SipResponse response) {
        int status = response.status();
        if ((status != 401 && status != 407) || wanted != null) {
            return false;
        }
        String ask = status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
        String tell = status == 407 ? "Proxy-Authorization" : "Authorization";
        return call.credentials()
                .filter(client -> client.take(response.headerLines(ask)))
                .flatMap(client -> client.credentials("INVITE", invite.requestUri().toString()))
                .map(credentials -> {
                    invite =
                            invite.toBuilder()
                                    .cseq(invite.cseq().number() + 1)
                                    .header(tell, credentials)
                                    .build();
                    start();
                    return true;
                })
                .orElse(false);
    }

    private void hear() {
        if (!heard) {
            heard = true;
            listener.heard();
        }
    }

    private void settle() {
        settled = true;
        agent.settled(this);
    }

    private void report(SessionEnd end) {
        if (!reported) {
            reported = true;
            listener.ended(end);
        }
    }
}
