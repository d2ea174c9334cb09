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
    /** Whoever keeps the runs: sends what they send, tells the user, forgets those that end. */
    interface Keeper {
        void transmit(SipRequest message, Hop target, Runnable failed);

        /** CANCEL of an INVITE, in a transaction of its own. */
        void sendCancel(SipRequest invite, String reason, Hop target);

        /** Calls the user; what it throws goes no further. */
        void tell(Runnable call);

        void forget(ClientRun<?> run);
    }

    private final ClientMachine<S> machine;
    private final Keeper keeper;
    private final ClientKey key;
    private final Hop target;
    private ResponseListener listener;
    private final TimerSet timers;
    private @Nullable Transition<S, ClientAction> beginning;
    private S state;
    private @Nullable SipRequest request;
    private @Nullable SipRequest ack;
    private Hop source;
    private boolean terminated;

    /** Why it is cancelled, if the user wants it; empty else. */
    private String reason = "";

    ClientRun(
            ClientMachine<S> machine,
            Keeper keeper,
            ControlLoop loop,
            SipRequest request,
            Hop target,
            ResponseListener listener) {
        this.machine = machine;
        this.keeper = keeper;
        this.key = ClientKey.of(request);
        this.request = request;
        this.target = target;
        this.listener = listener;
        this.source = target;
        timers = new TimerSet(loop, name -> on(new ClientInput.Fired(name)));
        beginning = machine.start();
        state = beginning.next();
    }

    /** Begins; once, after the keeper knows this run. */
    void start() {
        Transition<S, ClientAction> first = beginning;
        if (first != null) {
            beginning = null;
            take(first);
        }
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
    public void cancel(String why) {
        reason = why;
        on(new ClientInput.Cancel());
    }

    private void on(ClientInput input) {
        if (!terminated) {
            take(machine.on(state, input));
        }
    }

    private void take(Transition<S, ClientAction> step) {
        state = step.next();
        if (machine.isTerminated(state)) {
            terminated = true;
            timers.stopAll();
            keeper.forget(this);
        }
        for (ClientAction action : step.actions()) {
            perform(action);
        }
    }

    private void transportFailed() {
        on(new ClientInput.TransportFailed());
    }

    private void transmit(SipRequest message) {
        keeper.transmit(message, target, this::transportFailed);
        message.keepOnlyBytes();
    }

    /** Of a final response that came again the ACK is the same. */
    private void sendAck(SipResponse response) {
        if (request != null) {
            ack = AckAndCancel.ack(request, response);
        }
        if (ack != null) {
            transmit(ack);
        }
    }

    /** From here on nobody is told anything but that an INVITE's 2xx came again. */
    private void ended(SipResponse response) {
        ResponseListener told = listener;
        keeper.tell(() -> told.onFinal(response, source));
        listener =
                response.isSuccess() && response.cseq().method().equals("INVITE")
                        ? told.afterSuccess()
                        : IgnoredAnswer.LISTENER;
    }

    private void perform(ClientAction action) {
        switch (action) {
            case TimerAction timer -> timers.perform(timer);
            case ClientAction.SendRequest a when request != null -> transmit(request);
            case ClientAction.SendRequest a ->
                    throw new IllegalStateException("a final response came");
            case ClientAction.SendAck(SipResponse response) -> sendAck(response);
            case ClientAction.SendCancel a when request != null ->
                    keeper.sendCancel(request, reason, target);
            case ClientAction.SendCancel a ->
                    throw new IllegalStateException("a final response came");
            case ClientAction.Deliver(SipResponse response) when response.isProvisional() ->
                    keeper.tell(() -> listener.onProvisional(response, source));
            case ClientAction.Deliver(SipResponse response) -> ended(response);
            case ClientAction.DeliverAgain(SipResponse response) ->
                    keeper.tell(() -> listener.onSuccessAgain(response, source));
            case ClientAction.TellTimeout a ->
                    keeper.tell(() -> listener.onFailure(ResponseListener.TIMED_OUT));
            case ClientAction.TellTransportError a ->
                    keeper.tell(() -> listener.onFailure(ResponseListener.NOT_SENT));
        }
    }
}
