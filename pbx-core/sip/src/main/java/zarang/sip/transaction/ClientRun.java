package zarang.sip.transaction;

import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** A client transaction that lives: its machine's state, its timers, and what they act upon. */
final class ClientRun<S> implements ClientTransaction {
    private final ClientMachine<S> machine;
    private final TransactionLayer layer;
    private final SipRequest request;
    private final Hop target;
    private final ResponseListener listener;
    private final TimerSet timers;
    private final Runnable transportFailed;
    private S state;
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
        this.request = request;
        this.target = target;
        this.listener = listener;
        this.source = target;
        timers = new TimerSet(loop, name -> on(new ClientInput.Fired(name)));
        transportFailed = () -> on(new ClientInput.TransportFailed());
        state = machine.start().next();
    }

    /** Begins; once, after the layer knows this run. */
    void start() {
        take(machine.start());
    }

    void received(SipResponse response, Hop from) {
        source = from;
        on(new ClientInput.Received(response));
    }

    @Override
    public void cancel() {
        on(new ClientInput.Cancel());
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public Hop target() {
        return target;
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

    private void perform(Action action) {
        switch (action) {
            case Action.StartTimer(TimerName timer, var delay) -> timers.start(timer, delay);
            case Action.StopTimer(TimerName timer) -> timers.stop(timer);
            case Action.SendRequest a -> layer.transmit(request, target, transportFailed);
            case Action.SendAck(SipResponse response) ->
                    layer.transmit(Followers.ack(request, response), target, transportFailed);
            case Action.SendCancel a -> layer.sendCancel(request, target);
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
