package zarang.sip.dialog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;
import zarang.sip.transaction.SipTransport;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionUser;

/**
 * Finds the dialog that a request belongs to, and begins sessions both ways. RFC 3261 §8 and §12.
 * Control loop only.
 */
public final class UserAgent implements TransactionUser {
    private static final Logger log = LoggerFactory.getLogger(UserAgent.class);
    private static final int HOPS = 70;

    private final ControlLoop loop;
    private final TransactionLayer layer;
    private final RandomGenerator random;
    private final UserAgentSettings settings;
    private final InboundRequests inbound;
    private final Responses responses;
    private final RequestCheck check;
    private final Map<Dialog.Key, DialogUser> dialogs = new HashMap<>();
    private final IdentityHashMap<ServerTransaction, IncomingSession> invited =
            new IdentityHashMap<>();
    private final Set<OutgoingSession> placing = new HashSet<>();

    /** Makes a user agent that is still to be attached to {@code layer}. */
    public UserAgent(
            ControlLoop loop,
            TransactionLayer layer,
            RandomGenerator random,
            UserAgentSettings settings,
            InboundRequests inbound) {
        this.loop = loop;
        this.layer = layer;
        this.random = random;
        this.settings = settings;
        this.inbound = inbound;
        this.responses = new Responses(settings);
        this.check = new RequestCheck(responses);
    }

    @Override
    public Optional<SipResponse> withoutState(SipRequest request, Hop source) {
        Optional<SipResponse> refusal = check.refuse(request);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (request.toTag().isPresent()) {
            return dialogs.containsKey(key(request))
                    ? Optional.empty()
                    : Optional.of(responses.plain(request, 481));
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
        if (invite.maxForwards().orElse(HOPS) == 0) {
            // we would place the other leg of the call: to it this is one hop too many
            return Optional.of(responses.plain(invite, 483));
        }
        if (!inbound.isAccepting() || sessions() >= settings.sessionsMax()) {
            return Optional.of(responses.unavailable(invite));
        }
        return inbound.refusal(invite, source)
                .map(status ->
                        status == 503
                                ? responses.unavailable(invite)
                                : responses.plain(invite, status));
    }

    @Override
    public void onRequest(ServerTransaction in) {
        SipRequest request = in.request();
        DialogUser user = dialogs.get(key(request));
        if (user != null) {
            user.request(in);
        } else if (request.is("REGISTER")) {
            inbound.registering(in);
        } else {
            IncomingSession session = new IncomingSession(this, in, random.nextInt(1, 1 << 30));
            invited.put(in, session);
            inbound.invited(session);
        }
    }

    @Override
    public void onAck(SipRequest ack, Hop source) {
        DialogUser user = dialogs.get(key(ack));
        if (user != null) {
            user.ack(ack);
        }
    }

    @Override
    public void onCancel(ServerTransaction invite) {
        IncomingSession session = invited.get(invite);
        if (session != null) {
            session.withdrawn();
        }
    }

    /** A caller that vanished while it was refused needs nothing more. */
    @Override
    public void onUnanswerable(ServerTransaction transaction) {
        IncomingSession session = invited.get(transaction);
        if (session != null) {
            session.withdrawn();
        }
        onResponseLost(transaction.request().method());
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
    public Optional<OutgoingSession> invite(
            OutgoingCall call, SdpSession sdp, SessionListener listener) {
        assert loop.isLoop();
        Optional<Hop> hop = call.known().or(() -> wayTo(call.target()));
        if (hop.isEmpty() || sessions() >= settings.sessionsMax()) {
            return Optional.empty();
        }
        SipRequest invite =
                SipRequest.builder("INVITE", call.target())
                        .maxForwards(HOPS)
                        .from(call.from().withTag(layer.randomToken()))
                        .to(NameAddr.of(call.target()))
                        .callId(layer.randomToken())
                        .cseq(1)
                        .contact(contact(hop.get()))
                        .header("Allow", Responses.METHODS)
                        .header("User-Agent", settings.product())
                        .body(Responses.SDP, Responses.bytes(sdp.offer()))
                        .build();
        OutgoingSession session = new OutgoingSession(this, call, hop.get(), invite, sdp, listener);
        placing.add(session);
        session.start();
        return Optional.of(session);
    }

    /** Sessions that are being set up, going on or being ended. */
    public int sessions() {
        return dialogs.size() + placing.size();
    }

    /** Tells where each dialog was heard. */
    public void eachHop(Consumer<Hop> hearer) {
        dialogs.values().forEach(user -> hearer.accept(user.heard()));
    }

    /** Where a URI leads; empty if it names what is not spoken here. */
    public Optional<Hop> wayTo(SipUri uri) {
        return NextHop.of(uri, layer::speaks);
    }

    /** Our own address as the other side of that hop can reach it. */
    public NameAddr contact(Hop hop) {
        SipTransport.SentBy ours = layer.sentBy(hop);
        String user = settings.contactUser();
        SipUri uri = SipUri.of(user.isEmpty() ? null : user, ours.host(), ours.port());
        return NameAddr.of(hop.protocol().in(uri));
    }

    private static Dialog.Key key(SipRequest request) {
        return new Dialog.Key(
                request.callId(), request.toTag().orElse(""), request.fromTag().orElse(""));
    }

    void enter(Dialog.Key key, DialogUser user) {
        dialogs.put(key, user);
    }

    void leave(Dialog.Key key) {
        dialogs.remove(key);
    }

    void settled(ServerTransaction invite) {
        invited.remove(invite);
    }

    void settled(OutgoingSession session) {
        placing.remove(session);
    }

    ControlLoop loop() {
        return loop;
    }

    TransactionLayer layer() {
        return layer;
    }

    Responses responses() {
        return responses;
    }
}
