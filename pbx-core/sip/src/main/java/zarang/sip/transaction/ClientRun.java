package zarang.sip.transaction;

import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/**
 * A client transaction that lives: its machine's state, its timers, and what they act upon. Of its
 * request it keeps the bytes until the final response, and after it the ACK's, if it was refused.
 */
final class ClientRun<S> implements ClientTransaction {
    private final ClientMachine<S> machine;
    private final TransactionLayer layer;
    private final ClientKey key;
    private final Hop target;
    private final ResponseListener listener;
    private final TimerSet timers;
    private S state;
    private @Nullable SipRequest request;
    private @Nullable SipRequest ack;
    private Hop source;
    private boolean terminated;

    ClientRun(
            ClientMachine<S> machine,
            TransactionLayer layer,
            ControlLoop loop,
            SipRequest request,
            Hop target,
            ResponseListener listener) {
        this.machine = machine;
        this.layer = layer;
        this.key = ClientKey.of(request);
        this.request = request;
        this.target = target;
        this.listener = listener;
        this.source = target;
        timers = new TimerSet(loop, name -> on(new ClientInput.Fired(name)));
        state = machine.start().next();
    }

    /** Begins; once, after the layer knows this run. */
    void start() {
        take(machine.start());
    }

    void received(SipResponse response, Hop from) {
        source = from;
        on(new ClientInput.Received(response));
        if (response.isFinal()) {
            request = null;
        }
    }

    ClientKey key() {
        return key;
    }

    @Override
    public void cancel() {
        on(new ClientInput.Cancel());
    }

    private void on(ClientInput input) {
        if (!terminated) {
            take(machine.on(state, input));
        }
    }

    private void take(Transition<S> step) {
        state = step.next();
        if (machine.isTerminated(state)) {
            terminated = true;
            timers.stopAll();
            layer.forget(this);
        }
        for (Action action : step.actions()) {
            perform(action);
        }
    }

    private void transportFailed() {
        on(new ClientInput.TransportFailed());
    }

    private void transmit(SipRequest message) {
        layer.transmit(message, target, this::transportFailed);
        message.keepOnlyBytes();
    }

    /** Of a final response that came again the ACK is the same. */
    private void sendAck(SipResponse response) {
        if (request != null) {
            ack = Followers.ack(request, response);
        }
        if (ack != null) {
            transmit(ack);
        }
    }

    private void perform(Action action) {
        switch (action) {
            case Action.StartTimer(TimerName timer, var delay) -> timers.start(timer, delay);
            case Action.StopTimer(TimerName timer) -> timers.stop(timer);
            case Action.SendRequest a when request != null -> transmit(request);
            case Action.SendRequest a -> throw new IllegalStateException("a final response came");
            case Action.SendAck(SipResponse response) -> sendAck(response);
            case Action.SendCancel a when request != null -> layer.sendCancel(request, target);
            case Action.SendCancel a -> throw new IllegalStateException("a final response came");
            case Action.Deliver(SipResponse response) when response.isProvisional() ->
                    layer.guarded(() -> listener.onProvisional(response, source));
            case Action.Deliver(SipResponse response) ->
                    layer.guarded(() -> listener.onFinal(response, source));
            case Action.DeliverAgain(SipResponse response) ->
                    layer.guarded(() -> listener.onSuccessAgain(response, source));
            case Action.TellTimeout a -> layer.guarded(listener::onTimeout);
            case Action.TellTransportError a -> layer.guarded(listener::onTransportError);
            case Action.SendResponse a -> throw new IllegalStateException("server's action");
            case Action.SayTrying a -> throw new IllegalStateException("server's action");
            case Action.TellResponseLost a -> throw new IllegalStateException("server's action");
        }
    }
}
