package zarang.sip.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.ClientAction.Deliver;
import zarang.sip.transaction.ClientAction.SendRequest;
import zarang.sip.transaction.ClientAction.TellTimeout;
import zarang.sip.transaction.ClientAction.TellTransportError;
import zarang.sip.transaction.ClientInput.Cancel;
import zarang.sip.transaction.ClientInput.Fired;
import zarang.sip.transaction.ClientInput.Received;
import zarang.sip.transaction.ClientInput.TransportFailed;
import zarang.sip.transaction.TimerAction.StartTimer;
import zarang.sip.transaction.TimerAction.StopTimer;

/**
 * Client transaction of every method but INVITE, RFC 3261 §17.1.2.
 *
 * <pre>
 *                     | request from the user, sent
 *    E fires: again   V           F fires or transport fails: tell the user
 *              +-- Trying ------------------------------------------+
 *              +->|   | 1xx to user                                 |
 *          200-699|   V                                             |
 *          to user| Proceeding (E fires: again; 1xx to user) ------&gt;|
 *                 |   | 200-699 to user                             |
 *                 V   V                                             |
 *               Completed                                           |
 *                     | K fires                                     |
 *                     V                                             V
 *                     +--------------------------------------> Terminated
 * </pre>
 *
 * @param reliable the transport delivers: no E, no K
 */
record NonInviteClient(Timers timers, boolean reliable)
        implements ClientMachine<NonInviteClient.State> {
    sealed interface State {}

    /**
     * The request is sent.
     *
     * @param e last value of timer E
     */
    record Trying(Duration e) implements State {}

    record Proceeding() implements State {}

    record Completed() implements State {}

    record Terminated() implements State {}

    @Override
    public Transition<State, ClientAction> start() {
        List<ClientAction> actions = new ArrayList<>(3);
        actions.add(new SendRequest());
        actions.add(new StartTimer(TimerName.F, timers.t1x64()));
        if (!reliable) {
            actions.add(new StartTimer(TimerName.E, timers.t1()));
        }
        return Transition.of(new Trying(timers.t1()), actions);
    }

    @Override
    public Transition<State, ClientAction> on(State state, ClientInput input) {
        return switch (state) {
            case Trying s -> trying(s, input);
            case Proceeding s -> proceeding(s, input);
            case Completed s -> completed(s, input);
            case Terminated s -> Transition.of(s);
        };
    }

    private Transition<State, ClientAction> trying(Trying state, ClientInput input) {
        if (input instanceof Fired(TimerName timer) && timer == TimerName.E) {
            Duration next = timers.doubledUpToT2(state.e());
            return Transition.of(
                    new Trying(next), new SendRequest(), new StartTimer(TimerName.E, next));
        }
        return waiting(state, input);
    }

    private Transition<State, ClientAction> proceeding(Proceeding state, ClientInput input) {
        if (input instanceof Fired(TimerName timer) && timer == TimerName.E) {
            return Transition.of(
                    state, new SendRequest(), new StartTimer(TimerName.E, timers.t2()));
        }
        return waiting(state, input);
    }

    /** What Trying and Proceeding have in common. */
    private Transition<State, ClientAction> waiting(State state, ClientInput input) {
        return switch (input) {
            case Fired(TimerName timer) when timer == TimerName.F ->
                    Transition.of(new Terminated(), new StopTimer(TimerName.E), new TellTimeout());
            case Fired f -> Transition.of(state);
            case TransportFailed f ->
                    Transition.of(
                            new Terminated(),
                            new StopTimer(TimerName.E),
                            new StopTimer(TimerName.F),
                            new TellTransportError());
            case Cancel c -> Transition.of(state);
            case Received(SipResponse response) when response.isProvisional() ->
                    reliable
                            ? Transition.of(new Proceeding(), new Deliver(response))
                            : Transition.of(
                                    new Proceeding(),
                                    new StartTimer(TimerName.E, timers.t2()),
                                    new Deliver(response));
            case Received(SipResponse response) -> finished(response);
        };
    }

    private Transition<State, ClientAction> finished(SipResponse response) {
        return reliable
                ? Transition.of(new Terminated(), new StopTimer(TimerName.F), new Deliver(response))
                : Transition.of(
                        new Completed(),
                        new StopTimer(TimerName.E),
                        new StopTimer(TimerName.F),
                        new StartTimer(TimerName.K, timers.t4()),
                        new Deliver(response));
    }

    private static Transition<State, ClientAction> completed(Completed state, ClientInput input) {
        return input instanceof Fired(TimerName timer) && timer == TimerName.K
                ? Transition.of(new Terminated())
                : Transition.of(state);
    }

    @Override
    public boolean isTerminated(State state) {
        return state instanceof Terminated;
    }
}
