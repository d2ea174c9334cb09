package zarang.call.verb;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Party;
import zarang.call.Words;
import zarang.call.engine.CallerShown;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.RungFor;
import zarang.call.fact.CallConnected;
import zarang.call.fact.CallStarted;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;
import zarang.call.plan.Route;
import zarang.call.queue.QueueEvent;
import zarang.call.recording.RecordedTalk.Direction;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ServiceAnswer;

/**
 * Somebody is called back: an agent who is reserved for it is rung, then the one who asked for it,
 * who is the caller of this call. It lies beneath all else of its call, as the script does in a
 * caller's.
 *
 * <pre>
 *   ReturnCall ◀ RingAgent     the agent rings
 *   ReturnCall                 the agent is there; whether the number may be dialled is asked
 *   ReturnCall ◀ RingOut       who asked for it rings; the agent hears that it does
 *   ReturnCall ◀ Talk
 * </pre>
 */
public final class ReturnCall implements Verb, LegOwner {
    /** What the agent hears: what the call is, then that somebody is rung. */
    private static final long WHAT_IT_IS = 1;

    private static final long RINGING_TONE = 2;

    /** Of the house, in its first language that has it. */
    private static final String HOUSE = "";

    private final CallState call;
    private final CallbackTask task;
    private final AgentOffer offer;
    private final Counterpart who;
    private final ReturnWords words;

    /** The agent's, from its answer to the talk; null before and after. */
    private @Nullable LegId agent;

    private boolean agentRings = true;

    /** Who asked to be called back rings. */
    private boolean calledRings;

    private ReturnCall(CallState call, CallbackTask task, AgentOffer offer) {
        this.call = call;
        this.task = task;
        this.offer = offer;
        who = new Counterpart.Returning(offer);
        words = new ReturnWords(call, task, offer);
    }

    /** Has the agent call back to whom it was offered. */
    public static VerbStart of(CallbackTask task, QueueEvent.Offered offered) {
        return call ->
                new ReturnCall(call, task, AgentOffer.of(offered, task.queue())).begin(offered);
    }

    private void begin(QueueEvent.Offered offered) {
        call.verbs.begin(this);
        call.write(CallStarted.ofCallback(task.id(), task.number(), offer.agent()));
        call.clock.waits().begin(task.queue(), call.clock.now());
        new RingAgent(call, offer, this::agentThere, this::agentNotThere)
                .begin(offered, call.caller.shown(Optional.of(task.queue())).on(RungFor.CALL_BACK));
    }

    private void agentNotThere() {
        agentRings = false;
        end(Party.ZARANG, "agent not there");
    }

    private void agentThere(LegId leg) {
        agentRings = false;
        agent = leg;
        call.clock.waits().end(call.clock.now());
        call.legs.take(leg, LegRole.AGENT, new AgentWaits());
        words.agentTook();
        words.askToTry();
    }

    /** A try is counted before it is made, so that none is made twice. */
    @Override
    public void on(ServiceAnswer answer) {
        LegId leg = agent;
        if (leg == null || !call.verbs.isInFront(this)) {
            return;
        }
        if (answer instanceof ServiceAnswer.Given given
                && given.outcome().equals(CallbackArguments.GO)) {
            dial(leg);
        } else {
            words.tried("not-now");
            nobody(Party.ZARANG, "not to be called now");
        }
    }

    private void dial(LegId leg) {
        switch (call.numbers.plan().routeOfCallback(call.id, task.queue(), task.number())) {
            case Route.Refused refused -> {
                words.dialled(refused.reason());
                words.tried(refused.reason());
                nobody(Party.ZARANG, "call not allowed");
            }
            case Route.Leading route -> {
                call.engine(
                        new LegCommand.Play(leg, WHAT_IT_IS, List.of("call-back"), HOUSE, false));
                calledRings = true;
                RingOut.theCaller(
                        call, leg, route, CallerShown.of("", offer.agent().value()), new Called());
            }
        }
    }

    /** Who asked to be called back is rung. */
    private final class Called implements RingOut.Then {
        @Override
        public void answered(LegId leg) {
            call.clock.markAnswered();
            call.write(new CallConnected());
            calledRings = false;
            words.dialled("answered");
            words.tried("answered");
            LegId talking = agent;
            call.legs.take(leg, LegRole.CALLER, ReturnCall.this);
            agent = null;
            if (talking != null) {
                new Talk(
                                call,
                                who,
                                talking,
                                Direction.OUTBOUND,
                                new AfterReturn(call, task, ReturnCall.this::end))
                        .begin();
            }
        }

        @Override
        public void failed(DialOutcome outcome) {
            failed(outcome, false);
        }

        @Override
        public void failed(DialOutcome outcome, boolean wrong) {
            calledRings = false;
            words.dialled(Words.of(outcome));
            words.tried(wrong ? "wrong-number" : Words.of(outcome));
            nobody(Party.CALLED, "called party did not answer");
        }
    }

    /** The agent hears a tone, is let go, and is free at once. */
    private void nobody(Party party, String reason) {
        LegId leg = agent;
        agent = null;
        if (leg != null) {
            words.nobodyThere();
            call.farewell(leg);
        }
        end(party, reason);
    }

    /** The agent is there before who asked is. */
    private final class AgentWaits implements LegOwner {
        @Override
        public void on(LegEvent event) {
            if (event instanceof LegEvent.Ended) {
                gaveUp();
                end(Party.AGENT, "agent hung up");
            } else if (event instanceof LegEvent.PlayFinished done && done.play() == WHAT_IT_IS) {
                call.engine(
                        new LegCommand.Play(
                                done.leg(), RINGING_TONE, List.of("tone:ringback"), HOUSE, true));
            } else if (event instanceof LegEvent.TransferWanted wish) {
                call.cannotHandOn(wish);
            }
        }
    }

    /** The agent is gone while somebody rings, or is asked for: that counts as its talk. */
    private void gaveUp() {
        agent = null;
        if (calledRings) {
            calledRings = false;
            words.dialled(Words.of(DialOutcome.CANCELLED));
        }
        words.tried(Words.of(DialOutcome.CANCELLED));
        who.ended(call);
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Ended ended -> new EndCall(call).callerGone(ended);
            case LegEvent.PlayFinished finished -> call.caller.played(finished.play());
            case LegEvent.Held held -> call.holds(held, call.caller.agent());
            case LegEvent.Answered _,
                    LegEvent.Arrived _,
                    LegEvent.Digit _,
                    LegEvent.Ringing _,
                    LegEvent.AnsweredBy _ -> {}
            case LegEvent.TransferWanted wish -> call.cannotHandOn(wish);
        }
    }

    private void end(Party party, String reason) {
        Cause cause = call.clock.hasTalked() ? Cause.NORMAL_CLEARING : Cause.NO_ANSWER;
        new EndCall(call).now(result(), party, cause, reason);
    }

    private Result result() {
        return call.clock.hasTalked() ? Result.SERVED : Result.NOT_ANSWERED;
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        LegId leg = agent;
        if (agentRings) {
            words.left();
        }
        if (leg != null) {
            gaveUp();
            call.hangUp(leg, Cause.NORMAL_CLEARING);
        }
        return Optional.of(result());
    }
}
