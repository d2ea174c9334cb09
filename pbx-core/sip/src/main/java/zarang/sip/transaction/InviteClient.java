package zarang.sip.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.ClientAction.Deliver;
import zarang.sip.transaction.ClientAction.DeliverAgain;
import zarang.sip.transaction.ClientAction.SendAck;
import zarang.sip.transaction.ClientAction.SendCancel;
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
 * INVITE client transaction, RFC 3261 §17.1.1 as RFC 6026 §8.4 changes it.
 *
 * <pre>
 *                     | INVITE from the user, INVITE sent
 *    A fires: again   V                    B fires or transport fails: tell the user
 *              +-- Calling ---------------------------------------------------+
 *              +->|   |  \                                                    |
 *          300-699|   |   \ 2xx to user                                       |
 *         ACK, to |   |1xx \------------------------------------------+       |
 *          user   |   V to user                                       |       |
 *                 | Proceeding --2xx to user------------------------+ |       |
 *                 |   |  \  C fires: CANCEL; B fires: tell the user-|-|------&gt;|
 *                 |   |300-699: ACK, to user                        V V       |
 *                 V   V                                          Accepted     |
 *               Completed (300-699: ACK)               2xx to user |          |
 *                     | D fires or transport fails                 | M fires  |
 *                     V                                            V          V
 *                     +----------------------------------------> Terminated &lt;-+
 * </pre>
 *
 * <p>Timer C of §16.6 and, after a CANCEL, timer B of §9.1 keep a transaction whose peer falls
 * silent from living for ever.
 *
 * @param reliable the transport delivers: no A, no D
 */
record InviteClient(Timers timers, boolean reliable) implements ClientMachine<InviteClient.State> {
    sealed interface State {}

    /**
     * INVITE is sent.
     *
     * @param a last value of timer A
     * @param cancelling the user wants it cancelled: waits for a provisional response
     */
    record Calling(Duration a, boolean cancelling) implements State {}

    /** A provisional response came. */
    record Proceeding(boolean cancelled) implements State {}

    /** A final response other than 2xx came. */
    record Completed() implements State {}

    /** A 2xx came. */
    record Accepted() implements State {}

    record Terminated() implements State {}

    @Override
    public Transition<State, ClientAction> start() {
        List<ClientAction> actions = new ArrayList<>(3);
        actions.add(new SendRequest());
        actions.add(new StartTimer(TimerName.B, timers.t1x64()));
        if (!reliable) {
            actions.add(new StartTimer(TimerName.A, timers.t1()));
        }
        return Transition.of(new Calling(timers.t1(), false), actions);
    }

    @Override
    public Transition<State, ClientAction> on(State state, ClientInput input) {
        return switch (state) {
            case Calling s -> calling(s, input);
            case Proceeding s -> proceeding(s, input);
            case Completed s -> completed(s, input);
            case Accepted s -> accepted(s, input);
            case Terminated s -> Transition.of(s);
        };
    }

    private Transition<State, ClientAction> calling(Calling state, ClientInput input) {
        return switch (input) {
            case Fired(TimerName timer) when timer == TimerName.A -> {
                Duration twice = state.a().multipliedBy(2);
                yield Transition.of(
                        new Calling(twice, state.cancelling()),
                        new SendRequest(),
                        new StartTimer(TimerName.A, twice));
            }
            case Fired(TimerName timer) when timer == TimerName.B ->
                    Transition.of(new Terminated(), new TellTimeout());
            case Fired f -> Transition.of(state);
            case TransportFailed f -> Transition.of(new Terminated(), new TellTransportError());
            case Cancel c -> Transition.of(new Calling(state.a(), true));
            case Received(SipResponse response) when response.isProvisional() ->
                    state.cancelling()
                            ? Transition.of(
                                    new Proceeding(true),
                                    new StopTimer(TimerName.A),
                                    new StartTimer(TimerName.B, timers.t1x64()),
                                    new SendCancel(),
                                    new Deliver(response))
                            : Transition.of(
                                    new Proceeding(false),
                                    new StopTimer(TimerName.A),
                                    new StopTimer(TimerName.B),
                                    new StartTimer(TimerName.C, timers.c()),
                                    new Deliver(response));
            case Received(SipResponse response) -> finished(response);
        };
    }

    private Transition<State, ClientAction> proceeding(Proceeding state, ClientInput input) {
        return switch (input) {
            case Received(SipResponse response) when response.isProvisional() ->
                    state.cancelled() || response.status() == 100
                            ? Transition.of(state, new Deliver(response))
                            : Transition.of(
                                    state,
                                    new StartTimer(TimerName.C, timers.c()),
                                    new Deliver(response));
            case Received(SipResponse response) -> finished(response);
            case Cancel c -> state.cancelled() ? Transition.of(state) : cancelled();
            case Fired(TimerName timer) when timer == TimerName.C -> cancelled();
            case Fired(TimerName timer) when timer == TimerName.B ->
                    Transition.of(new Terminated(), new TellTimeout());
            case Fired f -> Transition.of(state);
            case TransportFailed f -> Transition.of(state);
        };
    }

    private Transition<State, ClientAction> cancelled() {
        return Transition.of(
                new Proceeding(true),
                new StopTimer(TimerName.C),
                new StartTimer(TimerName.B, timers.t1x64()),
                new SendCancel());
    }

    private Transition<State, ClientAction> finished(SipResponse response) {
        List<ClientAction> actions = new ArrayList<>(6);
        actions.add(new StopTimer(TimerName.A));
        actions.add(new StopTimer(TimerName.B));
        actions.add(new StopTimer(TimerName.C));
        State next;
        if (response.isSuccess()) {
            actions.add(new StartTimer(TimerName.M, timers.t1x64()));
            next = new Accepted();
        } else {
            actions.add(new SendAck(response));
            if (reliable) {
                next = new Terminated();
            } else {
                actions.add(new StartTimer(TimerName.D, timers.d()));
                next = new Completed();
            }
        }
        actions.add(new Deliver(response));
        return Transition.of(next, actions);
    }

    private static Transition<State, ClientAction> completed(Completed state, ClientInput input) {
        return switch (input) {
            case Received(SipResponse response) when response.status() >= 300 ->
                    Transition.of(state, new SendAck(response));
            case Fired(TimerName timer) when timer == TimerName.D ->
                    Transition.of(new Terminated());
            case TransportFailed f -> Transition.of(new Terminated(), new StopTimer(TimerName.D));
            case Received r -> Transition.of(state);
            case Fired f -> Transition.of(state);
            case Cancel c -> Transition.of(state);
        };
    }

    private static Transition<State, ClientAction> accepted(Accepted state, ClientInput input) {
        return switch (input) {
            case Received(SipResponse response) when response.isSuccess() ->
                    Transition.of(state, new DeliverAgain(response));
            case Fired(TimerName timer) when timer == TimerName.M ->
                    Transition.of(new Terminated());
            case Received r -> Transition.of(state);
            case Fired f -> Transition.of(state);
            case TransportFailed f -> Transition.of(state);
            case Cancel c -> Transition.of(state);
        };
    }

    @Override
    public boolean isTerminated(State state) {
        return state instanceof Terminated;
    }
}
