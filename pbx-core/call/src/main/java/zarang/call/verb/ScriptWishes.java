package zarang.call.verb;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.engine.LegCommand;
import zarang.call.fact.CallTagged;
import zarang.call.fact.IvrInput;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.call.script.ServiceQuestion;

/** Does for a script what it wants of its call; what comes of it is told to the script. */
final class ScriptWishes {
    private final CallState call;
    private final Verb host;
    private final ScriptRun run;
    private final String timers;
    private final Consumer<ScriptEvent> tell;
    private @Nullable WaitInQueue wait;
    private @Nullable DialByScript dial;
    private @Nullable TakeNote note;
    private boolean done;

    /**
     * @param host the verb of the script
     * @param timers before the names of the script's timers
     */
    ScriptWishes(
            CallState call, Verb host, ScriptRun run, String timers, Consumer<ScriptEvent> tell) {
        this.call = call;
        this.host = host;
        this.run = run;
        this.timers = timers;
        this.tell = tell;
    }

    /** Whether the script has ended the call. */
    boolean isDone() {
        return done;
    }

    void carryOut(ScriptCommand wanted) {
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
                                    () -> tell.accept(new ScriptEvent.PlayFinished())));
            case ScriptCommand.StopPlay stop -> call.engine(call.caller.stopPlay());
            case ScriptCommand.StartTimer timer ->
                    call.setTimer(timers + timer.timer(), timer.delay());
            case ScriptCommand.CancelTimer timer -> call.cancelTimer(timers + timer.timer());
            case ScriptCommand.Ask ask -> ask(ask);
            case ScriptCommand.JoinQueue join -> unlessStopped(() -> join(join));
            case ScriptCommand.AskPlace ask -> inQueue(WaitInQueue::askPlace);
            case ScriptCommand.Announce news -> inQueue(waiting -> waiting.announce(news));
            case ScriptCommand.LeaveQueue leave -> inQueue(WaitInQueue::leaveByKey);
            case ScriptCommand.Dial wish -> unlessStopped(() -> dial(wish));
            case ScriptCommand.StopDial stop -> {
                if (dial != null) {
                    dial.stop();
                }
            }
            case ScriptCommand.RecordVoice record -> unlessStopped(() -> record(record));
            case ScriptCommand.StopVoice stop -> {
                if (note != null) {
                    note.stop();
                }
            }
            case ScriptCommand.SettleVoice settle ->
                    call.command(new CallCommand.SettleNote(settle.keep()));
            case ScriptCommand.NoteInput input -> {
                call.write(new IvrInput(input.step(), input.outcome()));
                if (input.chosen()) {
                    call.caller.chose(input.outcome());
                }
            }
            case ScriptCommand.Tag tag -> call.write(new CallTagged(tag.tag(), tag.value()));
            case ScriptCommand.HangUp hangUp -> {
                done = true;
                new EndCall(call)
                        .byScript(hangUp.cause(), call.verbs.leaveToUndermost(Leaving.STOPPED));
            }
        }
    }

    private void ask(ScriptCommand.Ask ask) {
        call.command(
                new CallCommand.Ask(
                        ask.service(),
                        new ServiceQuestion(
                                Optional.of(call.id),
                                call.caller.number(),
                                call.caller.agent(),
                                ask.arguments(),
                                Optional.of(
                                        new ServiceQuestion.Standing(
                                                call.caller.tier(), call.clock.waits().began()))),
                        ask.limit()));
    }

    private void answer() {
        if (call.clock.isAnswered()) {
            tell.accept(new ScriptEvent.Answered());
        } else {
            call.engine(new LegCommand.Answer(call.caller.leg()));
        }
    }

    private void join(ScriptCommand.JoinQueue join) {
        mustBeInFront();
        wait = new WaitInQueue(call, join, tell);
        wait.begin();
    }

    /** Of a script that has put its caller into none it is nothing. */
    private void inQueue(Consumer<WaitInQueue> then) {
        if (wait != null) {
            then.accept(wait);
        }
    }

    private void record(ScriptCommand.RecordVoice record) {
        mustBeInFront();
        note = new TakeNote(call, record.note(), tell::accept);
        note.begin();
    }

    private void dial(ScriptCommand.Dial wish) {
        mustBeInFront();
        dial =
                new DialByScript(
                        call, run, wish, result -> tell.accept(new ScriptEvent.DialEnded(result)));
        dial.begin();
    }

    /** A script that has only its last words left may still hear a timer or an answer of before. */
    private void unlessStopped(Runnable begin) {
        if (call.termination().isEmpty()) {
            begin.run();
        }
    }

    private void mustBeInFront() {
        if (!call.verbs.isInFront(host)) {
            throw new IllegalStateException(
                    "a script begins something while something else is in front of it");
        }
    }
}
