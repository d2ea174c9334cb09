package zarang.sip.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.ServerAction.SayTrying;
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
 * INVITE server transaction, RFC 3261 §17.2.1 as RFC 6026 §8.5 changes it.
 *
 * <pre>
 *                        | INVITE, to the user
 *   INVITE: last 1xx     V        nothing said for 200 ms: 100
 *   again         +-- Proceeding --------------------------------+
 *   1xx from      +-&gt;|       \  2xx from user: sent              | transport
 *   user: sent       |        \--------------------+             | fails:
 *                    | 300-699 from user: sent     V             | tell the
 *                    V                          Accepted         | user
 *   INVITE or  +- Completed ---------------+    INVITE: nothing  |
 *   G fires:   +-&gt;| ACK                    |    2xx: sent again  |
 *   again         V                 H fires|        | L fires    |
 *              Confirmed            or     |        |            |
 *                 | I fires         failure|        |            |
 *                 V                        V        V            V
 *                 +-------------------> Terminated &lt;--------------+
 * </pre>
 *
 * @param reliable the transport delivers: no G, no I
 */
record InviteServer(Timers timers, boolean reliable, Duration tryingAfter)
        implements ServerMachine<InviteServer.State> {
    sealed interface State {}

    /**
     * No final response yet.
     *
     * @param last the latest provisional, if any
     */
    record Proceeding(@Nullable SipResponse last) implements State {}

    /**
     * Refused, and waiting for the ACK.
     *
     * @param g last value of timer G
     */
    record Completed(SipResponse response, Duration g) implements State {}

    /** The ACK came. */
    record Confirmed() implements State {}

    /** Answered with 2xx; the ACK goes to the user. */
    record Accepted() implements State {}

    record Terminated() implements State {}

    @Override
    public Transition<State, ServerAction> start() {
        return Transition.of(new Proceeding(null), new StartTimer(TimerName.TRYING, tryingAfter));
    }

    @Override
    public Transition<State, ServerAction> on(State state, ServerInput input) {
        return switch (state) {
            case Proceeding s -> proceeding(s, input);
            case Completed s -> completed(s, input);
            case Confirmed s -> confirmed(s, input);
            case Accepted s -> accepted(s, input);
            case Terminated s -> Transition.of(s);
        };
    }

    private Transition<State, ServerAction> proceeding(Proceeding state, ServerInput input) {
        return switch (input) {
            case Again a ->
                    state.last() == null
                            ? Transition.of(state)
                            : Transition.of(state, new SendResponse(state.last()));
            case Fired(TimerName timer) ->
                    timer == TimerName.TRYING
                            ? Transition.of(state, new SayTrying())
                            : Transition.of(state);
            case AckReceived a -> Transition.of(state);
            case TransportFailed f ->
                    Transition.of(
                            new Terminated(),
                            new StopTimer(TimerName.TRYING),
                            new TellResponseLost());
            case Respond(SipResponse response) when response.isProvisional() ->
                    Transition.of(
                            new Proceeding(response),
                            new StopTimer(TimerName.TRYING),
                            new SendResponse(response));
            case Respond(SipResponse response) when response.isSuccess() ->
                    Transition.of(
                            new Accepted(),
                            new StopTimer(TimerName.TRYING),
                            new StartTimer(TimerName.L, timers.t1x64()),
                            new SendResponse(response));
            case Respond(SipResponse response) -> refused(response);
        };
    }

    private Transition<State, ServerAction> refused(SipResponse response) {
        List<ServerAction> actions = new ArrayList<>(4);
        actions.add(new StopTimer(TimerName.TRYING));
        actions.add(new StartTimer(TimerName.H, timers.t1x64()));
        if (!reliable) {
            actions.add(new StartTimer(TimerName.G, timers.t1()));
        }
        actions.add(new SendResponse(response));
        return Transition.of(new Completed(response, timers.t1()), actions);
    }

    private Transition<State, ServerAction> completed(Completed state, ServerInput input) {
        return switch (input) {
            case Again a -> Transition.of(state, new SendResponse(state.response()));
            case Fired(TimerName timer) when timer == TimerName.G -> {
                Duration next = timers.doubledUpToT2(state.g());
                yield Transition.of(
                        new Completed(state.response(), next),
                        new StartTimer(TimerName.G, next),
                        new SendResponse(state.response()));
            }
            case Fired(TimerName timer) when timer == TimerName.H -> lost(TimerName.G);
            case TransportFailed f -> lost(TimerName.G, TimerName.H);
            case AckReceived a -> acknowledged();
            case Fired f -> Transition.of(state);
            case Respond r -> Transition.of(state);
        };
    }

    private static Transition<State, ServerAction> lost(TimerName... running) {
        List<ServerAction> actions = new ArrayList<>(3);
        for (TimerName timer : running) {
            actions.add(new StopTimer(timer));
        }
        actions.add(new TellResponseLost());
        return Transition.of(new Terminated(), actions);
    }

    private Transition<State, ServerAction> acknowledged() {
        return reliable
                ? Transition.of(new Terminated(), new StopTimer(TimerName.H))
                : Transition.of(
                        new Confirmed(),
                        new StopTimer(TimerName.G),
                        new StopTimer(TimerName.H),
                        new StartTimer(TimerName.I, timers.t4()));
    }

    private static Transition<State, ServerAction> confirmed(Confirmed state, ServerInput input) {
        return input instanceof Fired(TimerName timer) && timer == TimerName.I
                ? Transition.of(new Terminated())
                : Transition.of(state);
    }

    private static Transition<State, ServerAction> accepted(Accepted state, ServerInput input) {
        return switch (input) {
            case Respond(SipResponse response) when response.isSuccess() ->
                    Transition.of(state, new SendResponse(response));
            case Fired(TimerName timer) when timer == TimerName.L ->
                    Transition.of(new Terminated());
            case TransportFailed f -> Transition.of(state, new TellResponseLost());
            case Respond r -> Transition.of(state);
            case Again a -> Transition.of(state);
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
        return state instanceof Proceeding;
    }
}
