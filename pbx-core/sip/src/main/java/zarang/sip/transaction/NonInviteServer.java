package zarang.sip.transaction;

import java.time.Duration;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.ServerAction.SendResponse;
import zarang.sip.transaction.ServerAction.TellResponseLost;
import zarang.sip.transaction.ServerInput.AckReceived;
import zarang.sip.transaction.ServerInput.Again;
import zarang.sip.transaction.ServerInput.Fired;
import zarang.sip.transaction.ServerInput.Respond;
import zarang.sip.transaction.ServerInput.TransportFailed;
import zarang.sip.transaction.TimerAction.StartTimer;
import zarang.sip.transaction.TimerAction.StopTimer;

/**
 * Server transaction of every method but INVITE, RFC 3261 §17.2.2.
 *
 * <pre>
 *                     | request, to the user
 *                     V
 *                  Trying (request again: nothing) -------------+
 *                 |   | 1xx from user: sent                     | never
 *          200-699|   V                                         | answered
 *           sent  | Proceeding (1xx: sent; request: last again)-+ in 64*T1
 *                 |   | 200-699 from user: sent                 | or transport
 *                 V   V                                         | fails
 *               Completed (request: response again)             |
 *                     | J fires                                 |
 *                     V                                         V
 *                     +----------------------------------> Terminated
 * </pre>
 *
 * <p>An answer later than 64·T1 helps nobody (RFC 4320): the transaction ends without one.
 *
 * @param reliable the transport delivers: no J
 * @param j timer J: 64·T1, or less where memory is short
 */
record NonInviteServer(Timers timers, boolean reliable, Duration j)
        implements ServerMachine<NonInviteServer.State> {
    sealed interface State {}

    record Trying() implements State {}

    record Proceeding(SipResponse last) implements State {}

    record Completed(SipResponse response) implements State {}

    record Terminated() implements State {}

    @Override
    public Transition<State, ServerAction> start() {
        return Transition.of(new Trying(), new StartTimer(TimerName.UNANSWERED, timers.t1x64()));
    }

    @Override
    public Transition<State, ServerAction> on(State state, ServerInput input) {
        return switch (state) {
            case Trying s -> input instanceof Again ? Transition.of(s) : open(s, input);
            case Proceeding s ->
                    input instanceof Again
                            ? Transition.of(s, new SendResponse(s.last()))
                            : open(s, input);
            case Completed s -> completed(s, input);
            case Terminated s -> Transition.of(s);
        };
    }

    /** What Trying and Proceeding have in common. */
    private Transition<State, ServerAction> open(State state, ServerInput input) {
        return switch (input) {
            case Respond(SipResponse response) when response.isProvisional() ->
                    Transition.of(new Proceeding(response), new SendResponse(response));
            case Respond(SipResponse response) -> answered(response);
            case Fired(TimerName timer) when timer == TimerName.UNANSWERED ->
                    Transition.of(new Terminated(), new TellResponseLost());
            case TransportFailed f ->
                    Transition.of(
                            new Terminated(),
                            new StopTimer(TimerName.UNANSWERED),
                            new TellResponseLost());
            case Again a -> Transition.of(state);
            case AckReceived a -> Transition.of(state);
            case Fired f -> Transition.of(state);
        };
    }

    private Transition<State, ServerAction> answered(SipResponse response) {
        return reliable
                ? Transition.of(
                        new Terminated(),
                        new StopTimer(TimerName.UNANSWERED),
                        new SendResponse(response))
                : Transition.of(
                        new Completed(response),
                        new StopTimer(TimerName.UNANSWERED),
                        new StartTimer(TimerName.J, j),
                        new SendResponse(response));
    }

    private static Transition<State, ServerAction> completed(Completed state, ServerInput input) {
        return switch (input) {
            case Again a -> Transition.of(state, new SendResponse(state.response()));
            case Fired(TimerName timer) when timer == TimerName.J ->
                    Transition.of(new Terminated());
            case TransportFailed f ->
                    Transition.of(
                            new Terminated(), new StopTimer(TimerName.J), new TellResponseLost());
            case Respond r -> Transition.of(state);
            case AckReceived a -> Transition.of(state);
            case Fired f -> Transition.of(state);
        };
    }

    @Override
    public boolean isTerminated(State state) {
        return state instanceof Terminated;
    }

    @Override
    public boolean isOpen(State state) {
        return state instanceof Trying || state instanceof Proceeding;
    }
}
