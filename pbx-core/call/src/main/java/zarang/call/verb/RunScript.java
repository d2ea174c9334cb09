package zarang.call.verb;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import zarang.call.AgentId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.PhoneNumber;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.TransferProgress;
import zarang.call.fact.CallConnected;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallTransferred;
import zarang.call.fact.CallerIdentified;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;
import zarang.call.member.Member;
import zarang.call.plan.Route;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.call.script.ServiceAnswer;

/**
 * The script is the caller's host from the first moment to the last: it owns the caller's leg,
 * hears its digits also while others are in front, and begins what the caller does next.
 */
public final class RunScript implements Verb, LegOwner {
    private final CallState call;
    private final ScriptRun run;

    /**
     * Its timers live beside the call's own, and those of a script before it, under this prefix.
     */
    private final String timers;

    /** Heard by the script at the end of the turn. */
    private final Queue<ScriptEvent> unheard = new ArrayDeque<>();

    private final ScriptWishes wishes;

    private RunScript(CallState call, ScriptRun run) {
        this.call = call;
        this.run = run;
        timers = "script" + call.clock.talks() + ":";
        wishes = new ScriptWishes(call, this, run, timers, unheard::add);
    }

    /**
     * Takes a caller who has arrived.
     *
     * @param by whose phone it is; empty: nobody's of the house
     * @param divertedBy who sent it on to us
     */
    public static VerbStart of(
            LegEvent.Arrived arrival,
            Optional<AgentId> by,
            Optional<PhoneNumber> divertedBy,
            ScriptRun run) {
        return call -> new RunScript(call, run).begin(arrival, by, divertedBy);
    }

    /** An agent hands the caller of {@code talk} on to a script, which is its host from here on. */
    static void handedTo(CallState call, Talk talk, Route.Script number, TransferAsked asked) {
        Optional<ScriptRun> run = call.numbers.begin(number);
        if (run.isEmpty()) {
            call.tell(asked, new TransferProgress.Failed(Cause.UNALLOCATED_NUMBER));
            return;
        }
        call.tell(asked, new TransferProgress.Done());
        talk.conclude();
        call.write(
                new CallTransferred(
                        talk.other().agent(),
                        Optional.empty(),
                        false,
                        Optional.of(run.get().script())));
        new RunScript(call, run.get()).takeOver(number.number());
    }

    private void takeOver(String dialled) {
        call.verbs.replaceUndermost(this);
        call.legs.take(call.caller.leg(), LegRole.CALLER, this);
        unheard.add(call.started(dialled));
    }

    private void begin(
            LegEvent.Arrived arrival, Optional<AgentId> by, Optional<PhoneNumber> divertedBy) {
        call.verbs.begin(this);
        call.legs.take(call.caller.leg(), LegRole.CALLER, this);
        by.ifPresent(call.caller::isAgent);
        call.write(
                new CallStarted(
                        call.caller.number(),
                        arrival.calledUser(),
                        arrival.origin().trunk(),
                        run.script(),
                        run.version(),
                        by,
                        divertedBy,
                        arrival.origin().verification()));
        by.ifPresent(call::engage);
        unheard.add(call.started(arrival.calledUser()));
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Answered answered -> answered();
            case LegEvent.Digit digit -> unheard.add(new ScriptEvent.Digit(digit.digit()));
            case LegEvent.PlayFinished finished -> call.caller.played(finished.play());
            case LegEvent.Ended ended ->
                    new EndCall(call)
                            .callerGone(
                                    ended,
                                    how ->
                                            call.command(
                                                    new CallCommand.Epilogue(
                                                            run,
                                                            call.caller.number(),
                                                            call.caller.agent(),
                                                            how.result())));
            case LegEvent.Arrived again -> {}
            case LegEvent.Ringing ringing -> {}
            case LegEvent.Held held -> call.holds(held, call.caller.agent());
            case LegEvent.AnsweredBy by -> {}
            case LegEvent.TransferWanted wish -> call.cannotHandOn(wish);
        }
    }

    private void answered() {
        if (!call.clock.isAnswered()) {
            call.clock.markAnswered();
            call.write(new CallConnected());
            unheard.add(new ScriptEvent.Answered());
        }
    }

    @Override
    public void on(ServiceAnswer answer) {
        if (answer instanceof ServiceAnswer.Given given) {
            given.caller().ifPresent(this::identified);
        }
        unheard.add(new ScriptEvent.Told(answer));
    }

    private void identified(Member member) {
        call.caller.isMember(member);
        call.write(new CallerIdentified(member.id(), member.tier()));
    }

    @Override
    public void onTimer(String timer) {
        if (timer.startsWith(timers)) {
            unheard.add(new ScriptEvent.TimerFired(timer.substring(timers.length())));
        }
    }

    /** Stopped, it still has the last words. */
    @Override
    public Optional<Result> leave(Leaving why) {
        boolean stopped = why == Leaving.STOPPED;
        if (stopped) {
            unheard.clear();
            unheard.add(new ScriptEvent.Stopping());
        }
        if (!call.clock.isAnswered()) {
            return Optional.of(Result.NOT_ANSWERED);
        }
        if (call.clock.hasTalked()) {
            return Optional.of(Result.SERVED);
        }
        return Optional.of(stopped ? Result.FAILED : Result.ABANDONED_IN_SCRIPT);
    }

    /** Everything that is due to the script, with what follows from it. */
    @Override
    public void endTurn() {
        for (ScriptEvent event = unheard.poll(); event != null; event = unheard.poll()) {
            if (wishes.isDone() || call.isOver()) {
                return;
            }
            List<ScriptCommand> wanted = run.on(event);
            wanted.forEach(wishes::carryOut);
            if (event instanceof ScriptEvent.Started) {
                ringUnlessAnswered(wanted);
            }
        }
    }

    /** A script that has something to do before it answers lets the caller's phone ring. */
    private void ringUnlessAnswered(List<ScriptCommand> first) {
        if (!call.isOver()
                && !call.clock.isAnswered()
                && first.stream().noneMatch(ScriptCommand.Answer.class::isInstance)) {
            call.engine(new LegCommand.Ring(call.caller.leg()));
        }
    }
}
