package zarang.call.verb;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
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
import zarang.call.fact.IvrInput;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;
import zarang.call.member.Member;
import zarang.call.plan.Route;
import zarang.call.queue.Places;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/**
 * The script is the caller's host from the first moment to the last: it owns the caller's leg,
 * hears its digits also while others are in front, and begins what the caller does next.
 */
public final class RunScript implements Verb, LegOwner {
    private final CallState call;
    private final ScriptRun run;
    private final Places places;

    /**
     * Its timers live beside the call's own, and those of a script before it, under this prefix.
     */
    private final String timers;

    /** Heard by the script at the end of the turn. */
    private final Queue<ScriptEvent> unheard = new ArrayDeque<>();

    private @Nullable WaitInQueue wait;
    private boolean done;

    private RunScript(CallState call, ScriptRun run) {
        this.call = call;
        this.run = run;
        places = call.numbers.places();
        timers = "script" + call.clock.talks() + ":";
    }

    /** Takes a caller who has arrived, perhaps sent on to us by {@code divertedBy}. */
    public static VerbStart of(
            LegEvent.Arrived arrival, Optional<PhoneNumber> divertedBy, ScriptRun run) {
        return call -> new RunScript(call, run).begin(arrival, divertedBy);
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
        new RunScript(call, run.get()).takeOver();
    }

    private void takeOver() {
        call.verbs.replaceUndermost(this);
        call.legs.take(call.caller.leg(), LegRole.CALLER, this);
        unheard.add(new ScriptEvent.Started());
    }

    private void begin(LegEvent.Arrived arrival, Optional<PhoneNumber> divertedBy) {
        call.verbs.begin(this);
        call.legs.take(call.caller.leg(), LegRole.CALLER, this);
        call.write(
                new CallStarted(
                        call.caller.number(),
                        arrival.calledUser(),
                        arrival.origin().trunk(),
                        run.script(),
                        run.version(),
                        Optional.empty(),
                        divertedBy,
                        arrival.origin().verification()));
        unheard.add(new ScriptEvent.Started());
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Answered answered -> answered();
            case LegEvent.Digit digit -> unheard.add(new ScriptEvent.Digit(digit.digit()));
            case LegEvent.PlayFinished finished -> call.caller.played(finished.play());
            case LegEvent.Ended ended -> new EndCall(call).callerGone(ended);
            case LegEvent.Arrived again -> {}
            case LegEvent.Ringing ringing -> {}
            case LegEvent.Held held -> {}
            case LegEvent.AnsweredBy by -> {}
            case LegEvent.TransferWanted wish -> {}
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
            if (done || call.isOver()) {
                return;
            }
            List<ScriptCommand> wanted = run.on(event);
            wanted.forEach(this::carryOut);
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

    private void carryOut(ScriptCommand wanted) {
        if (call.isOver()) {
            return;
        }
        switch (wanted) {
            case ScriptCommand.Answer answer -> answer();
            case ScriptCommand.Play play ->
                    call.engine(
                            call.caller.play(
                                    play.prompts(),
                                    play.language(),
                                    () -> unheard.add(new ScriptEvent.PlayFinished())));
            case ScriptCommand.StopPlay stop -> call.engine(call.caller.stopPlay());
            case ScriptCommand.StartTimer timer ->
                    call.setTimer(timers + timer.timer(), timer.delay());
            case ScriptCommand.CancelTimer timer -> call.cancelTimer(timers + timer.timer());
            case ScriptCommand.Ask ask ->
                    call.command(
                            new CallCommand.Ask(
                                    ask.service(),
                                    new ServiceQuestion(call.caller.number(), ask.arguments()),
                                    ask.limit()));
            case ScriptCommand.JoinQueue join -> join(join);
            case ScriptCommand.LeaveQueue leave -> {
                if (wait != null) {
                    wait.leaveByKey();
                }
            }
            case ScriptCommand.NoteInput note ->
                    call.write(new IvrInput(note.step(), note.outcome()));
            case ScriptCommand.HangUp hangUp -> {
                done = true;
                new EndCall(call)
                        .byScript(hangUp.cause(), call.verbs.leaveToUndermost(Leaving.STOPPED));
            }
        }
    }

    private void answer() {
        if (call.clock.isAnswered()) {
            unheard.add(new ScriptEvent.Answered());
        } else {
            call.engine(new LegCommand.Answer(call.caller.leg()));
        }
    }

    private void join(ScriptCommand.JoinQueue join) {
        if (!call.verbs.isInFront(this)) {
            throw new IllegalStateException(
                    "a script joins a queue while something else is in front of it");
        }
        wait =
                new WaitInQueue(
                        call,
                        places,
                        join,
                        result -> unheard.add(new ScriptEvent.QueueLeft(result)));
        wait.begin();
    }
}
