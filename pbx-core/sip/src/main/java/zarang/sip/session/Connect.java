package zarang.sip.session;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.Cause;
import zarang.sip.auth.DigestClient;
import zarang.sip.dialog.Dialog;
import zarang.sip.dialog.Dialogs;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.AudioStream;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpFault;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.ClientTransaction;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * Sends an INVITE and takes it through its forks, until one answers or all refuse. RFC 3261 §13.2.
 * The first 2xx makes the session; further ones are {@link LateAnswers}. Control loop only.
 */
final class Connect implements ResponseListener, Session.SettingUp {
    private static final Logger log = LoggerFactory.getLogger(Connect.class);

    private final LocalEnd local;
    private final OutgoingCall call;
    private final SdpSession sdp;
    private final Session session;
    private final SessionTimer timer;
    private final EarlyDialogs forks = new EarlyDialogs();
    private final CallProgress progress;
    private final Redirection redirection;
    private SipRequest invite;
    private Hop hop;
    private @Nullable ClientTransaction pending;

    /** Once one has answered. */
    private @Nullable LateAnswers late;

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
        session.proveBy(call.credentials());
        timer.ask(invite);
        this.progress = new CallProgress(listener);
        this.redirection = new Redirection(call.target(), hop, call.redirects());
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
            pending.cancel(Causes.reason(cause));
        }
        session.listener().ended(new SessionEnd(cause, false, 0));
    }

    @Override
    public void onProvisional(SipResponse response, Hop source) {
        progress.heard();
        if (response.status() > 100 && session.settingUp() != null) {
            progress.ringing();
            rang(response, source);
        }
    }

    /** A fork said something; what it says reliably is acknowledged. RFC 3262 §4. */
    private void rang(SipResponse response, Hop source) {
        EarlyDialogs.Early fork = forks.of(session, invite, response, hop);
        OptionalLong number = Prack.numberOf(response);
        boolean reliable = Extensions.requires(response, Provisionals.OPTION);
        if (fork == null || (reliable && !fork.isNext(number))) {
            return;
        }
        if (reliable) {
            Prack.send(local, fork.dialog, call.credentials(), number.orElseThrow(), response);
        }
        Optional<String> description = Descriptions.in(response);
        if (description.isPresent() && fork.agreed() == null) {
            session.heardFrom(source);
            early(fork, session.exchange().accept(description.get()), reliable);
        }
    }

    private void early(EarlyDialogs.Early fork, Negotiation made, boolean reliable) {
        SdpExchange exchange = session.exchange();
        switch (made) {
            case Negotiation.Agreed(AudioStream stream, String none) -> {
                if (!reliable) {
                    exchange.foretold(stream);
                    return;
                }
                fork.agreed(stream);
                if (exchange.turn().isFree()) {
                    exchange.anotherFork();
                }
                exchange.agreed(stream);
            }
            case Negotiation.Refused(SdpFault fault) -> {
                log.info(
                        "early.refused sip-call-id={} reason=\"{}\"",
                        invite.callId(),
                        fault.reason());
                if (reliable) {
                    abandon(Cause.NOT_ACCEPTABLE);
                }
            }
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
                        : Challenge.answered(
                                        invite,
                                        response,
                                        call.credentials(),
                                        () -> invite.cseq().number() + 1)
                                .or(() -> timer.again(invite, response))
                                .or(() -> redirected(response, source));
        if (again.isPresent()) {
            invite = again.get();
            send();
        } else {
            Causes.warning(response)
                    .ifPresent(code ->
                            log.info(
                                    "call.refused sip-call-id={} status={} warning={}",
                                    invite.callId(),
                                    response.status(),
                                    code));
            refused(response.status(), response.retryAfter());
        }
    }

    /** While nobody rang: whoever did is not called a second time. */
    private Optional<SipRequest> redirected(SipResponse response, Hop source) {
        Optional<Redirection.Next> next =
                forks.isNone() ? redirection.of(response, source) : Optional.empty();
        next.ifPresent(to -> {
            hop = to.hop();
            call.credentials().ifPresent(DigestClient::forNextRequest);
        });
        return next.map(to ->
                invite.toBuilder(to.target())
                        .removeHeader("Authorization")
                        .removeHeader("Proxy-Authorization")
                        .cseq(invite.cseq().number() + 1)
                        .contact(local.contact(to.hop()))
                        .build());
    }

    @Override
    public ResponseListener afterSuccess() {
        return late == null ? this : late;
    }

    @Override
    public void onFailure(int status) {
        refused(status, Duration.ZERO);
    }

    private void success(SipResponse response, Hop source) {
        session.dialogs().settle(session);
        LateAnswers answers =
                new LateAnswers(
                        local, session.dialogs(), invite, call.credentials(), hop, sdp, forks);
        late = answers;
        Dialog dialog = answers.acknowledged(response);
        if (session.settingUp() == null) {
            session.over(new SessionEnd(Cause.NORMAL_CLEARING, false, 0)); // it crossed our CANCEL
            answers.sendAway(dialog, source);
            return;
        }
        session.enter(dialog);
        session.heardFrom(source);
        session.establish();
        timer.answered(response);
        agree(response);
    }

    /** The answer came with the 2xx, or before it in a reliable response. RFC 6337 §2.2. */
    private void agree(SipResponse success) {
        EarlyDialogs.Early fork = forks.answered(success);
        AudioStream agreed = fork == null ? null : fork.agreed();
        if (agreed != null && forks.isOne()) {
            session.exchange().answeredAsBefore();
            return;
        }
        if (agreed != null) {
            session.exchange().answered(agreed);
            return;
        }
        if (session.exchange().turn().isFree()) {
            session.exchange().anotherFork();
        }
        Descriptions.take(session, success);
    }

    private void refused(int status, Duration retryAfter) {
        session.dialogs().settle(session);
        // a 487 that we did not ask for is the end of a ringing that lasted too long: timer C
        Cause cause = status == 487 ? Cause.NO_ANSWER : Causes.of(status);
        session.over(new SessionEnd(cause, true, status, retryAfter));
    }
}
