package zarang.sip.transaction;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** A server transaction that lives: its machine's state, its timers, and what they act upon. */
final class ServerRun<S> implements ServerTransaction {
    private final ServerMachine<S> machine;
    private final TransactionLayer layer;
    private final ServerKey key;
    private final SipRequest request;
    private final Hop source;
    private final Hop reply;
    private final String localTag;
    private final TimerSet timers;
    private final Runnable transportFailed;
    private S state;
    private @Nullable SipResponse finalResponse;
    private boolean terminated;

    ServerRun(
            ServerMachine<S> machine,
            TransactionLayer layer,
            ControlLoop loop,
            ServerKey key,
            SipRequest request,
            Hop source,
            String localTag) {
        this.machine = machine;
        this.layer = layer;
        this.key = key;
        this.request = request;
        this.source = source;
        this.localTag = localTag;
        reply = WayBack.of(request, source);
        timers = new TimerSet(loop, name -> on(new ServerInput.Fired(name)));
        transportFailed = () -> on(new ServerInput.TransportFailed());
        state = machine.start().next();
    }

    /** Begins; once, after the layer knows this run. */
    void start() {
        take(machine.start());
    }

    /** The request came again. */
    void again() {
        on(new ServerInput.Again());
    }

    /** An ACK that matches. */
    void acknowledged() {
        on(new ServerInput.AckReceived());
    }

    ServerKey key() {
        return key;
    }

    /** The tag of the final response; empty while there is none. */
    Optional<String> finalTag() {
        return finalResponse == null ? Optional.empty() : finalResponse.toTag();
    }

    /** Whether a 2xx was given. */
    boolean isAccepted() {
        return finalResponse != null && finalResponse.isSuccess();
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public Hop source() {
        return source;
    }

    @Override
    public String localTag() {
        return localTag;
    }

    @Override
    public void respond(SipResponse response) {
        if (response.isFinal() && finalResponse == null) {
            finalResponse = response;
        }
        on(new ServerInput.Respond(response));
    }

    @Override
    public boolean isAnswered() {
        return terminated || !machine.isOpen(state);
    }

    private void on(ServerInput input) {
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
            case Action.SendResponse(SipResponse response) ->
                    layer.transmit(response, reply, transportFailed);
            case Action.SayTrying a ->
                    on(new ServerInput.Respond(SipResponse.to(request, 100).build()));
            case Action.TellResponseLost a -> layer.responseLost(this);
            case Action.SendRequest a -> throw new IllegalStateException("client's action");
            case Action.SendAck a -> throw new IllegalStateException("client's action");
            case Action.SendCancel a -> throw new IllegalStateException("client's action");
            case Action.Deliver a -> throw new IllegalStateException("client's action");
            case Action.DeliverAgain a -> throw new IllegalStateException("client's action");
            case Action.TellTimeout a -> throw new IllegalStateException("client's action");
            case Action.TellTransportError a -> throw new IllegalStateException("client's action");
        }
    }
}
