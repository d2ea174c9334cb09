package zarang.call.verb;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Party;
import zarang.call.Words;
import zarang.call.engine.CallerShown;
import zarang.call.engine.LegCommand;
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
 * as the script does in a caller's, and owns the agent's leg, which is the call's caller.
 */
public final class CallOut implements Verb, LegOwner {
    private final CallState call;
    private final AgentId by;

    /** Rings; null before and after. */
    private @Nullable RingOut ring;

    /** Has answered while the agent's leg is being answered; null otherwise. */
    private @Nullable LegId waiting;

    private @Nullable BridgeId early;
    private @Nullable Counterpart to;

    private CallOut(CallState call, AgentId by) {
        this.call = call;
        this.by = by;
    }

    /** Takes a call of the phone of {@code by}. */
    public static VerbStart of(LegEvent.Arrived arrival, AgentId by, Route route) {
        return call -> new CallOut(call, by).begin(arrival, route);
    }

    private void begin(LegEvent.Arrived arrival, Route route) {
        call.verbs.begin(this);
        call.legs.take(call.caller.leg(), LegRole.CALLER, this);
        call.caller.isAgent(by);
        call.write(
                new CallStarted(
                        Optional.empty(), arrival.calledUser(), "", "", 0, Optional.of(by), ""));
        call.engage(by);
        switch (route) {
            case Route.Refused refused -> {
                call.write(new CallDialled(by, Optional.empty(), refused.reason()));
                end(Result.NOT_ANSWERED, Party.ZARANG, refused.cause(), "call not allowed");
            }
            case Route.Leading leading -> {
                Counterpart called = Counterpart.of(leading, Optional.empty());
                to = called;
                ring =
                        RingOut.begin(
                                call, leading, CallerShown.of("", by.value()), new Called(called));
            }
        }
    }

    private final class Called implements RingOut.Then {
        private final Counterpart called;

        Called(Counterpart called) {
            this.called = called;
        }

        /** What is heard from there before the answer, such as an announcement, is passed on. */
        @Override
        public void ringing(boolean audible) {
            RingOut rung = ring;
            if (!audible || rung == null) {
                call.engine(new LegCommand.Ring(call.caller.leg()));
            } else if (early == null) {
                BridgeId bridge = call.bridges.open();
                early = bridge;
                call.engine(new LegCommand.Progress(call.caller.leg()));
                call.join(bridge, call.caller.leg(), new Audience.Nobody());
                call.join(bridge, rung.leg(), new Audience.Everyone());
            }
        }

        @Override
        public void answered(LegId leg) {
            ring = null;
            waiting = leg;
            call.legs.take(leg, called.role(), new Answering());
            call.write(new CallDialled(by, called.agent(), Words.of(DialOutcome.ANSWERED)));
            call.engine(new LegCommand.Answer(call.caller.leg()));
        }

        @Override
        public void failed(DialOutcome outcome) {
            ring = null;
            call.write(new CallDialled(by, called.agent(), Words.of(outcome)));
            end(Result.NOT_ANSWERED, Party.CALLED, outcome.cause(), Words.of(outcome));
        }
    }

    /** The called one, while the agent's own leg is being answered. */
    private final class Answering implements LegOwner {
        @Override
        public void on(LegEvent event) {
            if (event instanceof LegEvent.Ended ended) {
                waiting = null;
                end(Result.NOT_ANSWERED, Party.CALLED, ended.cause(), "called party hung up");
            }
        }
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Answered answered -> connected();
            case LegEvent.Ended ended -> new EndCall(call).callerGone(ended);
            case LegEvent.TransferWanted wish ->
                    Transfer.refuse(call, wish.leg(), wish.transfer(), Cause.CALL_REJECTED);
            case LegEvent.PlayFinished finished -> call.caller.played(finished.play());
            case LegEvent.Arrived again -> {}
            case LegEvent.Digit digit -> {}
            case LegEvent.Held held -> {}
            case LegEvent.Ringing ringing -> {}
        }
    }

    private void connected() {
        LegId leg = waiting;
        Counterpart called = to;
        if (leg == null || called == null || call.clock.isAnswered()) {
            return;
        }
        waiting = null;
        call.clock.markAnswered();
        call.write(new CallConnected());
        closeEarly();
        Direction direction = called.agent().isPresent() ? Direction.INTERNAL : Direction.OUTBOUND;
        new Talk(call, called, leg, direction, new AfterTalk()).begin();
    }

    private void closeEarly() {
        if (early != null) {
            call.closeBridge(early);
            early = null;
        }
    }

    private final class AfterTalk implements Talk.After {
        @Override
        public void otherHungUp() {
            end(Result.SERVED, Party.CALLED, Cause.NORMAL_CLEARING, "called party hung up");
        }

        @Override
        public void transferWanted(Talk talk, LegEvent.TransferWanted wish) {
            Transfer.wanted(call, talk, wish);
        }

        @Override
        public void otherLost() {
            end(Result.SERVED, Party.ZARANG, Cause.NORMAL_CLEARING, "called party's leg was lost");
        }
    }

    private void end(Result result, Party party, Cause cause, String reason) {
        closeEarly();
        call.verbs.leaveToUndermost(Leaving.STOPPED);
        new EndCall(call)
                .closed(
                        call.termination()
                                .orElseGet(
                                        () -> new CallTermination(result, party, cause, reason)));
    }

    /** Whom the agent called goes on in another call; {@link #handedOn} follows. */
    Optional<GivenParty> giveAway() {
        Counterpart called = to;
        RingOut rung = ring;
        if (rung != null && called != null) {
            ring = null;
            closeEarly();
            rung.giveAway();
            return Optional.of(new GivenParty(rung.leg(), called, false));
        }
        return call.verbs
                .find(Talk.class)
                .filter(talk -> !talk.isInTransfer())
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
        closeEarly();
        if (waiting != null) {
            call.hangUp(waiting, Cause.NORMAL_CLEARING);
            waiting = null;
        }
        if (ring != null) {
            call.write(new CallDialled(by, agentCalled(), Words.of(DialOutcome.CANCELLED)));
            ring = null;
        }
        return Optional.of(call.clock.hasTalked() ? Result.SERVED : Result.NOT_ANSWERED);
    }

    private Optional<AgentId> agentCalled() {
        return Optional.ofNullable(to).flatMap(Counterpart::agent);
    }
}
