package zarang.sip.transaction;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/**
 * A server transaction that lives: its machine's state, its timers, and what they act upon. Once it
 * is answered it knows its keys, the bytes of the answer and where they go, and nothing more: it is
 * kept for 32 s, and 400 calls a second leave 25,000 of them.
 */
final class ServerRun<S> {
    /** Whoever keeps the runs: sends what they send, tells the user, forgets those that end. */
    interface Keeper {
        void transmit(SipResponse message, Hop reply, Runnable failed);

        void responseLost(ServerRun<?> run);

        void forget(ServerRun<?> run);
    }

    private final ServerMachine<S> machine;
    private final Keeper keeper;
    private final ServerKey key;
    private final @Nullable MergeKey mergeKey;
    private final Hop source;
    private final Hop reply;
    private final String localTag;
    private final TimerSet timers;
    private @Nullable Transition<S, ServerAction> beginning;
    private S state;
    private @Nullable Handle open;
    private @Nullable String finalTag;
    private boolean accepted;
    private boolean terminated;

    /** What the user holds; it keeps the request for as long as the user keeps it. */
    private final class Handle implements ServerTransaction {
        private final SipRequest request;

        Handle(SipRequest request) {
            this.request = request;
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
            ServerRun.this.respond(response);
        }

        @Override
        public boolean isAnswered() {
            return ServerRun.this.isAnswered();
        }
    }

    ServerRun(
            ServerMachine<S> machine,
            Keeper keeper,
            ControlLoop loop,
            ServerKey key,
            SipRequest request,
            Hop source,
            String localTag) {
        this.machine = machine;
        this.keeper = keeper;
        this.key = key;
        this.mergeKey = request.toTag().isPresent() ? null : MergeKey.of(request);
        this.source = source;
        this.localTag = localTag;
        this.open = new Handle(request);
        reply = ResponseRoute.of(request, source);
        timers = new TimerSet(loop, name -> on(new ServerInput.Fired(name)));
        beginning = machine.start();
        state = beginning.next();
    }

    /** Begins; once, after the keeper knows this run. */
    void start() {
        Transition<S, ServerAction> first = beginning;
        if (first != null) {
            beginning = null;
            take(first);
        }
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

    /** Null for a request within a dialog, which is never merged. */
    @Nullable MergeKey mergeKey() {
        return mergeKey;
    }

    Hop source() {
        return source;
    }

    String localTag() {
        return localTag;
    }

    /** What the user is given; null once a final response was. */
    @Nullable ServerTransaction open() {
        return open;
    }

    /** The tag of the final response; empty while there is none. */
    Optional<String> finalTag() {
        return Optional.ofNullable(finalTag);
    }

    /** Whether a 2xx was given. */
    boolean isAccepted() {
        return accepted;
    }

    void respond(SipResponse response) {
        if (response.isFinal() && open != null) {
            open = null;
            finalTag = response.toTag().orElse(null);
            accepted = response.isSuccess();
        }
        on(new ServerInput.Respond(response));
        if (response.isFinal()) {
            response.keepOnlyBytes();
        }
    }

    boolean isAnswered() {
        return terminated || !machine.isOpen(state);
    }

    private void on(ServerInput input) {
        if (!terminated) {
            take(machine.on(state, input));
        }
    }

    private void take(Transition<S, ServerAction> step) {
        state = step.next();
        if (machine.isTerminated(state)) {
            terminated = true;
            timers.stopAll();
            keeper.forget(this);
        }
        for (ServerAction action : step.actions()) {
            perform(action);
        }
    }

    private void transportFailed() {
        on(new ServerInput.TransportFailed());
    }

    private void sayTrying() {
        if (open != null) {
            respond(SipResponse.to(open.request(), 100).build());
        }
    }

    private void perform(ServerAction action) {
        switch (action) {
            case TimerAction timer -> timers.perform(timer);
            case ServerAction.SendResponse(SipResponse response) ->
                    keeper.transmit(response, reply, this::transportFailed);
            case ServerAction.SayTrying a -> sayTrying();
            case ServerAction.TellResponseLost a -> keeper.responseLost(this);
        }
    }
}
