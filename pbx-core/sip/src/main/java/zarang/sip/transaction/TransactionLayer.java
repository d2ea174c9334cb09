package zarang.sip.transaction;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.Params;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.Via;

/**
 * Runs the transactions: matches messages to them, gives them their timers, sends what they decide.
 * Control loop only.
 *
 * <p>Wiring: make the transport, then this, then {@link #attach} the user, then start the transport
 * with this as its sink.
 */
public final class TransactionLayer implements MessageSink {
    private static final Logger log = LoggerFactory.getLogger(TransactionLayer.class);

    private final ControlLoop loop;
    private final SipTransport transport;
    private final TransactionSettings settings;
    private final RandomGenerator random;
    private final Map<ServerKey, ServerRun<?>> servers = new HashMap<>();
    private final LiveBySource bySource = new LiveBySource();
    private final Map<MergeKey, ServerRun<?>> mergeable = new HashMap<>();
    private final Map<ClientKey, ClientRun<?>> clients = new HashMap<>();
    private final TransactionTally tally = new TransactionTally();
    private @Nullable TransactionUser user;

    /**
     * Makes a layer; {@code random} makes branches and tags, so in production it is a secure one.
     */
    public TransactionLayer(
            ControlLoop loop,
            SipTransport transport,
            TransactionSettings settings,
            RandomGenerator random) {
        this.loop = loop;
        this.transport = transport;
        this.settings = settings;
        this.random = random;
    }

    /** Names who takes requests; once, before any message comes. */
    public void attach(TransactionUser transactionUser) {
        user = transactionUser;
    }

    /**
     * Sends a request in a transaction of its own, any method but ACK and CANCEL. A Via of ours is
     * put on top. Nothing is called back before this returns.
     */
    public ClientTransaction send(SipRequest request, Hop target, ResponseListener listener) {
        assert loop.isLoop();
        SipRequest sent = withVia(request, target);
        ClientRun<?> run = run(sent, target, listener);
        if (clients.size() >= settings.maxClient()) {
            loop.post(() -> guarded(listener::onTransportError));
            return run;
        }
        clients.put(run.key(), run);
        run.start();
        return run;
    }

    /**
     * Sends the ACK for a 2xx: no transaction, no answer.
     *
     * @param ack one without Via gets one; one that was sent before is sent as it is
     * @return what was sent, to be sent again when the 2xx comes again
     */
    public SipRequest sendAck(SipRequest ack, Hop target) {
        assert loop.isLoop();
        SipRequest sent = ack.header("Via").isPresent() ? ack : withVia(ack, target);
        transmit(sent, target, TransactionLayer::nothing);
        sent.keepOnlyBytes();
        return sent;
    }

    /** What a Contact names as ours towards {@code hop}. */
    public SipTransport.SentBy sentBy(Hop hop) {
        return transport.sentBy(hop);
    }

    /** A tag or Call-ID part: 128 random bits in hex. */
    public String randomToken() {
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    public TransactionCounts counts() {
        return tally.counts(servers.size(), clients.size());
    }

    @Override
    public void onMessage(ParsedMessage message, Hop source) {
        assert loop.isLoop();
        switch (message) {
            case ParsedMessage.Request(SipRequest request) -> request(request, source);
            case ParsedMessage.Response(SipResponse response) -> response(response, source);
            case ParsedMessage.Malformed bad -> malformed(bad, source);
            case ParsedMessage.Unread(SipRequest request) -> overload(request, source);
            case ParsedMessage.KeepAlive k -> {}
        }
    }

    private void request(SipRequest written, Hop source) {
        SipRequest request = WayBack.stamped(written, source);
        boolean ack = request.is("ACK");
        ServerKey key = ServerKey.of(request, ack ? "INVITE" : request.method());
        ServerRun<?> known = servers.get(key);
        if (ack) {
            ack(request, known, source);
        } else if (known != null) {
            tally.retransmissionsReceived++;
            known.again();
        } else if (request.is("CANCEL")) {
            cancel(request, key, source);
        } else if (request.toTag().isEmpty() && mergeable.containsKey(MergeKey.of(request))) {
            tally.merged++;
            refuse(request, source, 482);
        } else {
            fresh(request, key, source);
        }
    }

    /** Refuses a new call, unless it is one that is served already and comes again. */
    private void overload(SipRequest unread, Hop source) {
        try {
            SipRequest request = WayBack.stamped(unread, source);
            ServerRun<?> known = servers.get(ServerKey.of(request, request.method()));
            if (known != null) {
                tally.retransmissionsReceived++;
                known.again();
            } else {
                tally.overload++;
                refuse(request, source, 503);
            }
        } catch (BadSyntax e) {
            tally.malformedDropped++;
            log.debug("sip.dropped reason={}", e.getMessage());
        }
    }

    /** Most requests need no transaction: only what changes something here is worth the memory. */
    private void fresh(SipRequest request, ServerKey key, Hop source) {
        Optional<SipResponse> answer;
        try {
            answer = user().withoutState(request, source);
        } catch (RuntimeException e) {
            failed(e);
            answer = Optional.of(SipResponse.to(request, 500).build());
        }
        if (answer.isPresent()) {
            tally.stateless++;
            transmit(answer.get(), WayBack.of(request, source), TransactionLayer::nothing);
        } else if (!hasRoom(request, source)) {
            tally.refused++;
            refuse(request, source, 503);
        } else {
            begin(request, key, source);
        }
    }

    private boolean hasRoom(SipRequest request, Hop source) {
        int room = settings.maxServer() - servers.size();
        int kept = request.toTag().isPresent() ? 0 : settings.keptForDialogs();
        return room > kept && bySource.of(source) < settings.maxOfSource();
    }

    private void enter(ServerRun<?> run) {
        servers.put(run.key(), run);
        bySource.begun(run.source());
    }

    /**
     * Timer J holds an answer for a request that comes again. Half full, that is T4, the time that
     * a copy may stay in the network, and not 64·T1, for which only its sender would try.
     */
    private Duration timerJ() {
        return servers.size() < settings.maxServer() / 2
                ? settings.timers().t1x64()
                : settings.timers().t4();
    }

    private void begin(SipRequest request, ServerKey key, Hop source) {
        ServerRun<?> run = serverRun(request, key, source, randomToken());
        enter(run);
        if (run.mergeKey() != null) {
            mergeable.put(run.mergeKey(), run);
        }
        run.start();
        ServerTransaction opened = run.open();
        if (opened != null && !guarded(() -> user().onRequest(opened)) && !run.isAnswered()) {
            run.respond(opened.response(500).build());
        }
    }

    /**
     * An ACK belongs to the INVITE transaction that refused; the ACK for a 2xx is the user's. A
     * peer of RFC 2543 tells them apart by the To tag.
     */
    private void ack(SipRequest ack, @Nullable ServerRun<?> invite, Hop source) {
        if (invite == null || invite.isAccepted()) {
            guarded(() -> user().onAck(ack, source));
        } else if (ack.topVia().hasUniqueBranch() || invite.finalTag().equals(ack.toTag())) {
            invite.acknowledged();
        }
    }

    /**
     * RFC 3261 §9.2: the CANCEL has its own transaction and is answered here, whatever the bound
     * says, for it ends something. One that fits no INVITE leaves nothing behind.
     */
    private void cancel(SipRequest cancel, ServerKey key, Hop source) {
        ServerRun<?> invite = servers.get(ServerKey.of(cancel, "INVITE"));
        if (invite == null) {
            tally.stateless++;
            refuse(cancel, source, 481);
            return;
        }
        ServerRun<?> run = serverRun(cancel, key, source, invite.localTag());
        enter(run);
        run.start();
        run.respond(SipResponse.to(cancel, 200).toTag(invite.localTag()).build());
        ServerTransaction opened = invite.open();
        if (opened != null && !invite.isAnswered()) {
            guarded(() -> user().onCancel(opened));
        }
    }

    private void response(SipResponse response, Hop source) {
        if (response.vias().size() != 1) {
            // RFC 3261 §8.1.3.3: it is not for us
            tally.strayResponses++;
            return;
        }
        ClientRun<?> run = clients.get(ClientKey.of(response));
        if (run != null) {
            run.received(response, source);
        } else if (response.isSuccess() && response.cseq().method().equals("INVITE")) {
            guarded(() -> user().onStraySuccess(response, source));
        } else {
            tally.strayResponses++;
        }
    }

    private void malformed(ParsedMessage.Malformed bad, Hop source) {
        SipRequest request = bad.request();
        if (request == null) {
            tally.malformedDropped++;
            log.debug("sip.dropped reason={}", bad.reason());
            return;
        }
        tally.malformedAnswered++;
        log.debug("sip.refused status={} reason={}", bad.status(), bad.reason());
        SipRequest stamped = request;
        Hop reply = source;
        try {
            stamped = WayBack.stamped(request, source);
            reply = WayBack.of(stamped, source);
        } catch (BadSyntax e) {
            log.debug("sip.refused via=unreadable: answering where it came from");
        }
        transmit(SipResponse.to(stamped, bad.status()).build(), reply, TransactionLayer::nothing);
    }

    /** Answers without state. */
    private void refuse(SipRequest request, Hop source, int status) {
        SipResponse.Builder refusal = SipResponse.to(request, status);
        if (status == 503) {
            refusal.header("Retry-After", Long.toString(settings.retryAfter().toSeconds()));
        }
        transmit(refusal.build(), WayBack.of(request, source), TransactionLayer::nothing);
    }

    private ServerRun<?> serverRun(SipRequest request, ServerKey key, Hop source, String tag) {
        boolean reliable = source.protocol().reliable();
        return request.is("INVITE")
                ? new ServerRun<>(
                        new InviteServer(settings.timers(), reliable, settings.tryingAfter()),
                        this,
                        loop,
                        key,
                        request,
                        source,
                        tag)
                : new ServerRun<>(
                        new NonInviteServer(settings.timers(), reliable, timerJ()),
                        this,
                        loop,
                        key,
                        request,
                        source,
                        tag);
    }

    private ClientRun<?> run(SipRequest request, Hop target, ResponseListener listener) {
        boolean reliable = target.protocol().reliable();
        return request.is("INVITE")
                ? new ClientRun<>(
                        new InviteClient(settings.timers(), reliable),
                        this,
                        loop,
                        request,
                        target,
                        listener)
                : new ClientRun<>(
                        new NonInviteClient(settings.timers(), reliable),
                        this,
                        loop,
                        request,
                        target,
                        listener);
    }

    private SipRequest withVia(SipRequest request, Hop target) {
        SipTransport.SentBy ours = transport.sentBy(target);
        Params params = Params.NONE.with("branch", Via.MAGIC_COOKIE + randomToken());
        if (target.protocol() == Protocol.UDP) {
            params = params.with("rport");
        }
        Via via = new Via(target.protocol().name(), ours.host(), ours.port(), params);
        return request.toBuilder().via(via).build();
    }

    /** A CANCEL goes on whatever the bound says: it ends something. */
    void sendCancel(SipRequest invite, Hop target) {
        SipRequest cancel = Followers.cancel(invite);
        ClientRun<?> run = run(cancel, target, IgnoredAnswer.LISTENER);
        clients.put(run.key(), run);
        run.start();
    }

    void transmit(SipMessage message, Hop hop, Runnable failed) {
        transport.send(message, hop, failed);
    }

    void forget(ClientRun<?> run) {
        clients.remove(run.key(), run);
    }

    void forget(ServerRun<?> run) {
        if (servers.remove(run.key(), run)) {
            bySource.over(run.source());
        }
        if (run.mergeKey() != null) {
            mergeable.remove(run.mergeKey(), run);
        }
    }

    void responseLost(ServerRun<?> run) {
        ServerTransaction open = run.open();
        if (open == null) {
            guarded(() -> user().onResponseLost(run.key().method()));
        } else {
            guarded(() -> user().onUnanswerable(open));
        }
    }

    /** For what is sent without state: a failure to send has nobody to tell. */
    private static void nothing() {}

    /** Calls the user. What it throws is its own fault and must not stop the loop. */
    boolean guarded(Runnable call) {
        try {
            call.run();
            return true;
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    private void failed(RuntimeException failure) {
        tally.userFailures++;
        log.error("sip.user-failed: a fault in the program, please report it", failure);
    }

    private TransactionUser user() {
        if (user == null) {
            throw new IllegalStateException("no transaction user attached");
        }
        return user;
    }
}
