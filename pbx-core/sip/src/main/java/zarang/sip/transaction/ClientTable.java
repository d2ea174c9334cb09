package zarang.sip.transaction;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.Params;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.Via;

/** The client transactions that live. Control loop only. */
final class ClientTable implements ClientRun.Keeper {
    private final ControlLoop loop;
    private final SipTransport transport;
    private final TransactionSettings settings;
    private final RandomTokens tokens;
    private final UserCalls user;
    private final Map<ClientKey, ClientRun<?>> runs = new HashMap<>();
    private final DatagramPeers withoutStreams;

    ClientTable(
            ControlLoop loop,
            SipTransport transport,
            TransactionSettings settings,
            RandomTokens tokens,
            UserCalls user) {
        this.loop = loop;
        this.transport = transport;
        this.settings = settings;
        this.tokens = tokens;
        this.user = user;
        this.withoutStreams = new DatagramPeers(loop::nanos);
    }

    /** Sends a request in a transaction of its own; one too many fails. */
    ClientTransaction send(SipRequest request, Hop target, ResponseListener listener) {
        SipRequest whole = withVia(request, target);
        return isTooLarge(whole, target)
                ? new LargeRequest(this::sendOver, withoutStreams, request, target, listener)
                        .start()
                : send(run(whole, target, listener), listener);
    }

    /** A socket of ours that a peer behind a NAT knows is the only way to it: not left. */
    private boolean isTooLarge(SipRequest request, Hop target) {
        return target.protocol() == Protocol.UDP
                && target.flow() == Hop.ANY
                && request.toBytes().length > LargeRequest.DATAGRAM_MAX
                && transport.speaks(Protocol.TCP)
                && !withoutStreams.has(target);
    }

    private ClientTransaction sendOver(SipRequest request, Hop target, ResponseListener listener) {
        return send(run(withVia(request, target), target, listener), listener);
    }

    private ClientTransaction send(ClientRun<?> run, ResponseListener listener) {
        if (runs.size() >= settings.maxClient()) {
            loop.post(() -> user.tell(() -> listener.onFailure(ResponseListener.NOT_SENT)));
            return run;
        }
        begin(run);
        return run;
    }

    /** A CANCEL goes on whatever the bound says: it ends something. */
    @Override
    public void sendCancel(SipRequest invite, String reason, Hop target) {
        begin(run(AckAndCancel.cancel(invite, reason), target, IgnoredAnswer.LISTENER));
    }

    private void begin(ClientRun<?> run) {
        runs.put(run.key(), run);
        run.start();
    }

    /** The transaction that this response belongs to; null if there is none. */
    @Nullable ClientRun<?> of(SipResponse response) {
        return runs.get(ClientKey.of(response));
    }

    int size() {
        return runs.size();
    }

    /** The same request with a Via of ours on top. */
    SipRequest withVia(SipRequest request, Hop target) {
        SipTransport.SentBy ours = transport.sentBy(target);
        Params params =
                target.protocol()
                        .inVia(Params.NONE.with("branch", Via.MAGIC_COOKIE + tokens.next()));
        Via via = new Via(target.protocol().viaWord(), ours.host(), ours.port(), params);
        return request.toBuilder().via(via).build();
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

    @Override
    public void transmit(SipRequest message, Hop target, Runnable failed) {
        transport.send(message, target, failed);
    }

    @Override
    public void tell(Runnable call) {
        user.tell(call);
    }

    @Override
    public void forget(ClientRun<?> run) {
        runs.remove(run.key(), run);
    }
}
