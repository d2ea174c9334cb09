package zarang.sip.dialog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.AudioStream;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpFault;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;
import zarang.sip.transaction.ServerTransaction;

/**
 * A session once there is a 2xx: holds its dialog, takes its requests, ends it. One of the two
 * sides' set-up classes makes it.
 */
final class EstablishedSession implements DialogUser {
    private final UserAgent agent;
    private final Dialog dialog;
    private final SdpSession sdp;
    private final SessionListener listener;

    /** Our 2xx that waits for its ACK. */
    private @Nullable Confirming confirming;

    /** Whether that 2xx carried our offer, so that the ACK brings the answer. */
    private boolean offered;

    /** Where the last offer or answer came from. */
    private Hop signalling;

    private boolean answered;
    private boolean reported;
    private boolean gone;
    private @Nullable Cause byeCause;

    /**
     * @param signalling where the INVITE or its 2xx came from
     */
    EstablishedSession(
            UserAgent agent,
            Dialog dialog,
            Hop signalling,
            SdpSession sdp,
            SessionListener listener) {
        this.agent = agent;
        this.signalling = signalling;
        this.dialog = dialog;
        this.sdp = sdp;
        this.listener = listener;
        agent.enter(dialog.key(), this);
    }

    Hop signalling() {
        return signalling;
    }

    @Override
    public Hop heard() {
        return dialog.heard();
    }

    /** Whether our 2xx, if it was ours to give, has its ACK. */
    boolean isAcknowledged() {
        return confirming == null;
    }

    @Override
    public void request(ServerTransaction in) {
        SipRequest request = in.request();
        if (!dialog.inOrder(request)) {
            in.respond(agent.responses().plain(request, 500));
            return;
        }
        switch (request.method()) {
            case "BYE" -> bye(in);
            case "INVITE" -> invite(in);
            case "INFO" -> info(in);
            case "OPTIONS" -> in.respond(agent.responses().capabilities(request));
            default -> in.respond(agent.responses().notAllowed(request));
        }
    }

    /** Sends a 2xx until it is acknowledged. */
    void confirm(ServerTransaction invite, SipResponse success, boolean withOffer) {
        offered = withOffer;
        confirming =
                new Confirming(
                        agent.loop(),
                        agent.layer().timers(),
                        invite,
                        success,
                        this::neverAcknowledged);
    }

    /** Media is agreed on for the first time. */
    void answered(AudioStream stream) {
        answered = true;
        listener.answered(stream);
    }

    @Override
    public void ack(SipRequest ack) {
        Confirming waiting = confirming;
        if (waiting == null || waiting.seq() != ack.cseq().number()) {
            return;
        }
        waiting.stop();
        confirming = null;
        if (byeCause != null) {
            sendBye(byeCause);
            return;
        }
        if (offered) {
            offered = false;
            switch (sdp.accept(Descriptions.in(ack).orElse(""))) {
                case Negotiation.Agreed agreed -> agreed(agreed.stream());
                case Negotiation.Refused(SdpFault fault) -> {
                    Descriptions.refused(ack, fault);
                    end(Cause.NOT_ACCEPTABLE);
                }
            }
        }
        if (!reported) {
            listener.confirmed();
        }
    }

    /** We end it: in signalling as soon as RFC 3261 §15 lets us, to the listener at once. */
    void end(Cause cause) {
        if (gone || byeCause != null) {
            return;
        }
        byeCause = cause;
        if (confirming == null) {
            sendBye(cause);
        }
        report(new SessionEnd(cause, false, 0));
    }

    /** Tells the other side a digit by INFO. */
    void sendInfo(char digit, int durationMs) {
        if (gone || byeCause != null) {
            return;
        }
        SipRequest info =
                dialog.request("INFO")
                        .body(
                                "application/dtmf-relay",
                                Responses.bytes(InfoDigit.written(digit, durationMs)))
                        .build();
        agent.layer().send(info, dialog.hop(), new InDialogReplies());
    }

    private void bye(ServerTransaction in) {
        in.respond(agent.responses().plain(in.request(), 200));
        over(new SessionEnd(Cause.NORMAL_CLEARING, true, 0));
    }

    private void info(ServerTransaction in) {
        SipRequest request = in.request();
        InfoDigit.Reading reading = InfoDigit.read(request.bodies().orElse(List.of()));
        boolean nonsense = reading instanceof InfoDigit.Reading.Nonsense;
        in.respond(agent.responses().plain(request, nonsense ? 400 : 200));
        if (reading instanceof InfoDigit.Reading.Pressed(char digit) && !reported) {
            listener.digit(digit);
        }
    }

    /** Another offer in the dialog: hold, resume, another address. RFC 3261 §14.2. */
    private void invite(ServerTransaction in) {
        SipRequest request = in.request();
        if (confirming != null || byeCause != null) {
            in.respond(agent.responses().plain(request, 491));
            return;
        }
        Optional<String> offer = Descriptions.in(request);
        if (offer.isEmpty()) {
            refresh(in);
            confirm(in, success(request, sdp.offer()), true);
            return;
        }
        switch (sdp.answer(offer.get())) {
            case Negotiation.Agreed(AudioStream stream, String answer) -> {
                refresh(in);
                confirm(in, success(request, answer), false);
                agreed(stream);
            }
            case Negotiation.Refused(SdpFault fault) ->
                    in.respond(
                            Descriptions.refusal(
                                    agent.responses(), request, dialog.key().localTag(), fault));
        }
    }

    private void refresh(ServerTransaction in) {
        dialog.refresh(in.request());
        signalling = in.source();
    }

    SipResponse success(SipRequest invite, String body) {
        return agent.responses()
                .dialog(invite, 200, dialog.key().localTag(), agent.contact(dialog.hop()))
                .body(Responses.SDP, Responses.bytes(body))
                .build();
    }

    private void agreed(AudioStream stream) {
        if (answered) {
            listener.streamChanged(stream);
        } else {
            answered(stream);
        }
    }

    private void neverAcknowledged() {
        confirming = null;
        if (byeCause != null) {
            sendBye(byeCause);
        } else {
            end(Cause.NO_USER_RESPONDING);
        }
    }

    private void sendBye(Cause cause) {
        SipRequest bye = dialog.request("BYE").header("Reason", Causes.reason(cause)).build();
        agent.layer().send(bye, dialog.hop(), new ByeReplies());
    }

    private void over(SessionEnd end) {
        Confirming waiting = confirming;
        if (waiting != null) {
            waiting.stop();
            confirming = null;
        }
        if (!gone) {
            gone = true;
            agent.leave(dialog.key());
        }
        report(end);
    }

    private void report(SessionEnd end) {
        if (!reported) {
            reported = true;
            listener.ended(end);
        }
    }

    /** Whatever answers a BYE, the dialog is over: RFC 3261 §15.1.1. */
    private final class ByeReplies implements ResponseListener {
        @Override
        public void onFinal(SipResponse response, Hop source) {
            over(new SessionEnd(Cause.NORMAL_CLEARING, false, 0));
        }

        @Override
        public void onTimeout() {
            over(new SessionEnd(Cause.NO_USER_RESPONDING, false, 0));
        }

        @Override
        public void onTransportError() {
            over(new SessionEnd(Cause.TEMPORARY_FAILURE, false, 0));
        }
    }

    /** The other side knows nothing of the dialog, or is gone: RFC 3261 §12.2.1.2. */
    private final class InDialogReplies implements ResponseListener {
        @Override
        public void onFinal(SipResponse response, Hop source) {
            if (response.status() == 481 || response.status() == 408) {
                end(Causes.of(response.status()));
            }
        }

        @Override
        public void onTimeout() {
            end(Causes.of(408));
        }

        @Override
        public void onTransportError() {
            end(Causes.of(503));
        }
    }
}
