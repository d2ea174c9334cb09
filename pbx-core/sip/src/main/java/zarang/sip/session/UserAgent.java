package zarang.sip.session;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.sip.dialog.Dialog;
import zarang.sip.dialog.Dialogs;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionUser;

/**
 * Finds the dialog that a request belongs to, and begins sessions both ways. RFC 3261 §8 and §12.
 * Control loop only.
 */
public final class UserAgent implements TransactionUser {
    private static final Logger log = LoggerFactory.getLogger(UserAgent.class);

    private final UserAgentSettings settings;
    private final InboundRequests inbound;
    private final LocalEnd local;
    private final Responses responses;
    private final RequestCheck check;
    private final Dialogs<Session> dialogs = new Dialogs<>();

    /** Makes a user agent that is still to be attached to {@code layer}. */
    public UserAgent(
            ControlLoop loop,
            TransactionLayer layer,
            RandomGenerator random,
            UserAgentSettings settings,
            InboundRequests inbound) {
        this.settings = settings;
        this.inbound = inbound;
        this.responses = new Responses(settings, SessionVerbs.allow());
        this.local =
                new LocalEnd(
                        loop,
                        layer,
                        random,
                        responses,
                        settings.contactUser(),
                        settings.sessionExpires());
        this.check = new RequestCheck(responses, SessionVerbs.methods());
    }

    @Override
    public Optional<SipResponse> withoutState(SipRequest request, Hop source) {
        if (inbound.isUnwanted(request, source)) {
            return Optional.of(responses.plain(request, 403));
        }
        Optional<SipResponse> refusal = check.refuse(request);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (request.toTag().isPresent()) {
            return dialogs.of(request) == null
                    ? Optional.of(responses.plain(request, 481))
                    : Optional.empty();
        }
        return switch (request.method()) {
            case "INVITE" -> refusal(request, source);
            case "OPTIONS" ->
                    Optional.of(
                            inbound.isAccepting()
                                    ? responses.capabilities(request)
                                    : responses.unavailable(request));
            case "REGISTER" ->
                    inbound.unregistered(request, source)
                            .map(b -> b.header("Server", settings.product()).build());
            default -> Optional.of(responses.plain(request, 481));
        };
    }

    private Optional<SipResponse> refusal(SipRequest invite, Hop source) {
        if (Dialog.contact(invite).isEmpty()
                || invite.recordRoutes().size() > Dialog.ROUTES_MAX
                || invite.fromTag().isEmpty()) {
            return Optional.of(responses.plain(invite, 400));
        }
        if (invite.maxForwards().orElse(SipRequest.HOPS) == 0) {
            // we would place the other leg of the call: to it this is one hop too many
            return Optional.of(responses.plain(invite, 483));
        }
        if (!inbound.isAccepting() || sessions() >= settings.sessionsMax()) {
            return Optional.of(responses.unavailable(invite));
        }
        Optional<SipResponse> challenge =
                inbound.unproved(invite, source)
                        .map(b -> b.header("Server", settings.product()).build());
        if (challenge.isPresent()) {
            return challenge;
        }
        return inbound.refusal(invite, source)
                .map(status ->
                        status == 503
                                ? responses.unavailable(invite)
                                : responses.plain(invite, status));
    }

    @Override
    public void onRequest(ServerTransaction in) {
        Session session = dialogs.of(in.request());
        if (session != null) {
            SessionVerbs.answer(session, in);
        } else if (in.request().is("REGISTER")) {
            inbound.registering(in);
        } else {
            long firstSeq = local.random().nextInt(1, 1 << 30);
            inbound.invited(new Invitation(local, dialogs, in, firstSeq));
        }
    }

    @Override
    public void onAck(SipRequest ack, Hop source) {
        Session session = dialogs.of(ack);
        if (session != null) {
            Confirm.acknowledged(session, ack);
        }
    }

    @Override
    public void onCancel(ServerTransaction invite, SipRequest cancel) {
        withdrawn(invite, Causes.said(cancel));
    }

    /** A caller that vanished while it was refused needs nothing more. */
    @Override
    public void onUnanswerable(ServerTransaction transaction) {
        withdrawn(transaction, Cause.NORMAL_CLEARING);
        onResponseLost(transaction.request().method());
    }

    private void withdrawn(ServerTransaction invite, Cause why) {
        Session session = dialogs.begunBy(invite);
        Session.SettingUp begun = session == null ? null : session.settingUp();
        if (begun != null) {
            begun.withdrawn(why);
        }
    }

    @Override
    public void onResponseLost(String method) {
        log.debug("sip.response-lost method={}", method);
    }

    /** Its dialog has acknowledged it or is long over. */
    @Override
    public void onStraySuccess(SipResponse response, Hop source) {
        log.debug("sip.stray-success status={}", response.status());
    }

    /** Places a call; empty if there is no way to the target, or no room for another session. */
    public Optional<Session> invite(OutgoingCall call, SdpSession sdp, SessionListener listener) {
        assert local.loop().isLoop();
        Optional<Hop> hop = call.known().or(() -> wayTo(call.target()));
        if (hop.isEmpty() || sessions() >= settings.sessionsMax()) {
            return Optional.empty();
        }
        TransactionLayer layer = local.layer();
        SipRequest.Builder invite =
                SipRequest.builder("INVITE", call.target())
                        .maxForwards(call.hops())
                        .routes(call.routes())
                        .from(call.from().withTag(layer.randomToken()))
                        .to(NameAddr.of(call.target()))
                        .callId(layer.randomToken())
                        .cseq(1)
                        .contact(contact(hop.get()))
                        .header("Allow", responses.allow())
                        .header("User-Agent", settings.product());
        call.headers().forEach(header -> invite.header(header.name(), header.value()));
        Connect connect = new Connect(local, dialogs, call, hop.get(), invite, sdp, listener);
        connect.start();
        return Optional.of(connect.session());
    }

    /** Whose place a new INVITE is to take. */
    public Replacement replacement(SipRequest invite) {
        return Replacement.of(invite, dialogs);
    }

    /** Sessions that are being set up, going on or being ended. */
    public int sessions() {
        return dialogs.size();
    }

    /** Tells where each dialog was heard. */
    public void eachHop(Consumer<Hop> listener) {
        dialogs.each(session -> session.heard().ifPresent(listener));
    }

    /** Where a URI leads; empty if it names what is not spoken here. */
    public Optional<Hop> wayTo(SipUri uri) {
        return NextHop.of(uri, local.layer()::speaks);
    }

    /** Our own address as the other side of that hop can reach it. */
    public NameAddr contact(Hop hop) {
        return local.contact(hop);
    }
}
