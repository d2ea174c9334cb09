package zarang.call.verb;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Party;
import zarang.call.Words;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallConnected;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallStarted;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;
import zarang.call.plan.Route;
import zarang.call.recording.RecordedTalk.Direction;

/**
 * An agent calls somebody: a colleague, or a number outside. It lies beneath all else of its call,
 * as the script does in a caller's, and owns the agent's leg, which is the call's caller; when the
 * agent hands on whom it called, that one is the caller from there on.
 */
public final class CallOut implements Verb, LegOwner {
    private final CallState call;
    private final AgentId by;
    private final String dialled;
    private @Nullable Called called;

    /** Whose the caller's leg is now, and the keys of it. */
    private Counterpart caller;

    private FeatureKeys keys;

    private CallOut(CallState call, AgentId by, String dialled) {
        this.call = call;
        this.by = by;
        this.dialled = dialled;
        keys = keysOf(call.caller.leg());
        caller =
                new Counterpart.Colleague(
                        by, new DialTarget.Registered(by.value()), Optional.empty());
    }

    private FeatureKeys keysOf(LegId leg) {
        return new FeatureKeys(call, leg, Optional::empty, this::turned);
    }

    /** Takes a call of the phone of {@code by}. */
    public static VerbStart of(LegEvent.Arrived arrival, AgentId by, Route.ToSomebody route) {
        return call -> new CallOut(call, by, arrival.calledUser()).begin(route);
    }

    private void begin(Route.ToSomebody route) {
        call.verbs.begin(this);
        call.legs.take(call.caller.leg(), LegRole.CALLER, this);
        call.caller.isAgent(by);
        call.write(CallStarted.byAgent(by, dialled));
        call.engage(by);
        switch (route) {
            case Route.Refused refused -> {
                call.write(new CallDialled(by, Optional.empty(), refused.reason()));
                end(Result.NOT_ANSWERED, Party.ZARANG, refused.cause(), "call not allowed");
            }
            case Route.Leading leading -> called = Called.begin(call, by, leading, new NoTalk());
        }
    }

    private final class NoTalk implements Called.Then {
        @Override
        public void notTaken(DialOutcome outcome) {
            end(Result.NOT_ANSWERED, Party.CALLED, outcome.cause(), Words.of(outcome));
        }

        @Override
        public void goneAgain(Cause cause) {
            end(Result.NOT_ANSWERED, Party.CALLED, cause, "called party hung up");
        }
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Answered answered -> connected();
            case LegEvent.Ended ended -> new EndCall(call).callerGone(ended);
            case LegEvent.TransferWanted wish -> {
                turned();
                call.handOn.asked(
                        new TransferAsked.ByPhone(wish.leg(), wish.transfer()), wish.target());
            }
            case LegEvent.Digit digit -> keys.on(digit.digit());
            case LegEvent.Held held -> call.holds(held, caller.agent());
            case LegEvent.PlayFinished finished -> call.caller.played(finished.play());
            case LegEvent.Arrived again -> {}
            case LegEvent.AnsweredBy by -> {}
            case LegEvent.Ringing ringing -> {}
        }
    }

    @Override
    public void onTimer(String timer) {
        keys.onTimer(timer);
    }

    private void connected() {
        Called other = called;
        if (other == null || call.clock.isAnswered()) {
            return;
        }
        other.taken()
                .ifPresent(leg -> {
                    call.clock.markAnswered();
                    call.write(new CallConnected());
                    boolean inside = other.who().agent().isPresent();
                    Direction direction = inside ? Direction.INTERNAL : Direction.OUTBOUND;
                    new Talk(call, other.who(), leg, direction, new AfterTalk()).begin();
                });
    }

    private final class AfterTalk implements Talk.After {
        @Override
        public void otherHungUp() {
            boolean turned = !caller.agent().equals(Optional.of(by));
            end(
                    Result.SERVED,
                    turned ? Party.CALLER : Party.CALLED,
                    Cause.NORMAL_CLEARING,
                    turned ? "agent hung up" : "called party hung up");
        }

        @Override
        public void otherLost() {
            end(Result.SERVED, Party.ZARANG, Cause.NORMAL_CLEARING, "called party's leg was lost");
        }
    }

    /**
     * The talk with its sides changed: whom the agent called is the caller from here on, so that
     * the agent can hand it on as any other. Empty if there is no talk, or it is handed on already.
     */
    private Optional<Talk> turned() {
        return call.verbs
                .find(Talk.class)
                .filter(talk -> talk.successor().isEmpty())
                .map(talk -> {
                    keys.forget();
                    LegId leg = call.caller.leg();
                    Counterpart who = caller;
                    caller = talk.other();
                    call.caller = call.caller.turnedInto(talk.leg(), caller.agent(), dialled);
                    call.legs.take(talk.leg(), LegRole.CALLER, this);
                    keys = keysOf(talk.leg());
                    return talk.turnedRound(who, leg);
                });
    }

    /** The same, if {@code leg} is the agent's own here. */
    Optional<Talk> turned(LegId leg) {
        return leg.equals(call.caller.leg()) ? turned() : Optional.empty();
    }

    private void end(Result result, Party party, Cause cause, String reason) {
        new EndCall(call).now(result, party, cause, reason);
    }

    /** Whom the agent called goes on in another call; {@link #handedOn} follows. */
    Optional<GivenParty> giveAway() {
        Called other = called;
        if (other == null) {
            return Optional.empty();
        }
        Optional<LegId> rings = other.giveAway();
        if (rings.isPresent()) {
            return Optional.of(new GivenParty(rings.get(), other.who(), false));
        }
        return call.verbs
                .find(Talk.class)
                .filter(talk -> talk.successor().isEmpty())
                .map(talk -> {
                    talk.giveAway();
                    return new GivenParty(talk.leg(), talk.other(), true);
                });
    }

    /** The agent has handed its caller on to whom it called here. */
    void handedOn() {
        end(Result.SERVED, Party.CALLER, Cause.NORMAL_CLEARING, "transferred");
    }

    /** The legs are given back by those who own them. */
    @Override
    public Optional<Result> leave(Leaving why) {
        keys.forget();
        if (called != null) {
            called.leave();
        }
        return Optional.of(call.clock.hasTalked() ? Result.SERVED : Result.NOT_ANSWERED);
    }
}
