package zarang.sip.transaction;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** The server transactions that live, and what begins one. Control loop only. */
final class ServerTable implements ServerRun.Keeper {
    private final ControlLoop loop;
    private final SipTransport transport;
    private final TransactionSettings settings;
    private final RandomTokens tokens;
    private final TransactionTally tally;
    private final UserCalls calls;
    private final Map<ServerKey, ServerRun<?>> runs = new HashMap<>();
    private final LiveBySource bySource = new LiveBySource();
    private final Map<MergeKey, ServerRun<?>> mergeable = new HashMap<>();
    private @Nullable TransactionUser user;

    ServerTable(
            ControlLoop loop,
            SipTransport transport,
            TransactionSettings settings,
            RandomTokens tokens,
            UserCalls calls) {
        this.loop = loop;
        this.transport = transport;
        this.settings = settings;
        this.tokens = tokens;
        this.tally = calls.tally();
        this.calls = calls;
    }

    void attach(TransactionUser transactionUser) {
        user = transactionUser;
    }

    TransactionUser user() {
        if (user == null) {
            throw new IllegalStateException("no transaction user attached");
        }
        return user;
    }

    int size() {
        return runs.size();
    }

    /**
     * @param request its top Via stamped
     */
    void request(SipRequest request, Hop source) {
        boolean ack = request.is("ACK");
        ServerKey key = ServerKey.of(request, ack ? "INVITE" : request.method());
        ServerRun<?> known = runs.get(key);
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
    void overload(SipRequest request, Hop source) {
        ServerRun<?> known = runs.get(ServerKey.of(request, request.method()));
        if (known != null) {
            tally.retransmissionsReceived++;
            known.again();
        } else {
            tally.overload++;
            refuse(request, source, 503);
        }
    }

    /** Most requests need no transaction: only what changes something here is worth the memory. */
    private void fresh(SipRequest request, ServerKey key, Hop source) {
        Optional<SipResponse> answer;
        try {
            answer = user().withoutState(request, source);
        } catch (RuntimeException e) {
            calls.failed(e);
            answer = Optional.of(SipResponse.to(request, 500).build());
        }
        if (answer.isPresent()) {
            tally.stateless++;
            respond(answer.get(), ResponseRoute.of(request, source));
        } else if (!hasRoom(request, source)) {
            tally.refused++;
            refuse(request, source, 503);
        } else {
            begin(request, key, source);
        }
    }

    private boolean hasRoom(SipRequest request, Hop source) {
        int room = settings.maxServer() - runs.size();
        int kept = request.toTag().isPresent() ? 0 : settings.keptForDialogs();
        return room > kept && bySource.of(source) < settings.maxOfSource();
    }

    private void enter(ServerRun<?> run) {
        runs.put(run.key(), run);
        bySource.begun(run.source());
    }

    /**
     * Timer J holds an answer for a request that comes again. Half full, that is T4, the time that
     * a copy may stay in the network, and not 64·T1, for which only its sender would try.
     */
    private Duration timerJ() {
        return runs.size() < settings.maxServer() / 2
                ? settings.timers().t1x64()
                : settings.timers().t4();
    }

    private void begin(SipRequest request, ServerKey key, Hop source) {
        ServerRun<?> run = run(request, key, source, tokens.next());
        enter(run);
        if (run.mergeKey() != null) {
            mergeable.put(run.mergeKey(), run);
        }
        run.start();
        ServerTransaction opened = run.open();
        if (opened != null && !calls.tell(() -> user().onRequest(opened)) && !run.isAnswered()) {
            run.respond(opened.response(500).build());
        }
    }

    /**
     * An ACK belongs to the INVITE transaction that refused; the ACK for a 2xx is the user's. A
     * peer of RFC 2543 tells them apart by the To tag.
     */
    private void ack(SipRequest ack, @Nullable ServerRun<?> invite, Hop source) {
        if (invite == null || invite.isAccepted()) {
            calls.tell(() -> user().onAck(ack, source));
        } else if (ack.topVia().hasUniqueBranch() || invite.finalTag().equals(ack.toTag())) {
            invite.acknowledged();
        }
    }

    /**
     * RFC 3261 §9.2: the CANCEL has its own transaction and is answered here, whatever the bound
     * says, for it ends something. One that fits no INVITE leaves nothing behind.
     */
    private void cancel(SipRequest cancel, ServerKey key, Hop source) {
        ServerRun<?> invite = runs.get(ServerKey.of(cancel, "INVITE"));
        if (invite == null) {
            tally.stateless++;
            refuse(cancel, source, 481);
            return;
        }
        ServerRun<?> run = run(cancel, key, source, invite.localTag());
        enter(run);
        run.start();
        run.respond(SipResponse.to(cancel, 200).toTag(invite.localTag()).build());
        ServerTransaction opened = invite.open();
        if (opened != null && !invite.isAnswered()) {
            calls.tell(() -> user().onCancel(opened, cancel));
        }
    }

    private ServerRun<?> run(SipRequest request, ServerKey key, Hop source, String tag) {
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

    /** Answers without state. */
    private void refuse(SipRequest request, Hop source, int status) {
        SipResponse.Builder refusal = SipResponse.to(request, status);
        if (status == 503) {
            refusal.header("Retry-After", Long.toString(settings.retryAfter().toSeconds()));
        }
        respond(refusal.build(), ResponseRoute.of(request, source));
    }

    /** Without state a failure to send has nobody to tell. */
    void respond(SipResponse response, Hop reply) {
        transmit(response, reply, () -> {});
    }

    @Override
    public void transmit(SipResponse message, Hop reply, Runnable failed) {
        transport.send(message, reply, failed);
    }

    @Override
    public void forget(ServerRun<?> run) {
        if (runs.remove(run.key(), run)) {
            bySource.over(run.source());
        }
        if (run.mergeKey() != null) {
            mergeable.remove(run.mergeKey(), run);
        }
    }

    @Override
    public void responseLost(ServerRun<?> run) {
        ServerTransaction open = run.open();
        if (open == null) {
            calls.tell(() -> user().onResponseLost(run.key().method()));
        } else {
            calls.tell(() -> user().onUnanswerable(open));
        }
    }
}
