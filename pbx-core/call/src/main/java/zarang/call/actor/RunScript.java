package zarang.call.actor;

import zarang.call.engine.LegCommand;
import zarang.call.journal.CallFact;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;

/** Feeds the script its events and turns what it wants into the call's commands. */
final class RunScript {
    /** Script timers live beside the call's own under this prefix. */
    static final String TIMER = "script:";

    private final CallState call;
    private final WaitInQueue queue;
    private final EndCall end;

    RunScript(CallState call, WaitInQueue queue, EndCall end) {
        this.call = call;
        this.queue = queue;
        this.end = end;
    }

    /** Everything that is due to the script, with what follows from it. */
    void drain() {
        for (ScriptEvent event = call.forScript.poll();
                event != null;
                event = call.forScript.poll()) {
            if (call.scriptDone || call.over()) {
                return;
            }
            call.run.on(event).forEach(this::carryOut);
        }
    }

    private void carryOut(ScriptCommand wanted) {
        if (call.over()) {
            return;
        }
        switch (wanted) {
            case ScriptCommand.Answer answer -> answer();
            case ScriptCommand.Play play ->
                    call.play(Sound.SCRIPT, play.prompts(), play.language());
            case ScriptCommand.StopPlay stop -> call.stopPlay();
            case ScriptCommand.StartTimer timer ->
                    call.command(new CallCommand.SetTimer(TIMER + timer.timer(), timer.delay()));
            case ScriptCommand.CancelTimer timer ->
                    call.command(new CallCommand.CancelTimer(TIMER + timer.timer()));
            case ScriptCommand.LookUpMember lookUp -> lookUp(lookUp);
            case ScriptCommand.JoinQueue join -> queue.join(join);
            case ScriptCommand.LeaveQueue leave -> queue.leaveByKey();
            case ScriptCommand.NoteInput note ->
                    call.write(new CallFact.IvrInput(note.step(), note.outcome()));
            case ScriptCommand.HangUp hangUp -> {
                call.scriptDone = true;
                end.byScript(hangUp.cause());
            }
        }
    }

    private void answer() {
        if (call.answered()) {
            call.forScript.add(new ScriptEvent.Answered());
        } else {
            call.engine(new LegCommand.Answer(call.callerLeg));
        }
    }

    private void lookUp(ScriptCommand.LookUpMember lookUp) {
        if (call.caller.isPresent()) {
            call.command(new CallCommand.LookUp(call.caller.get(), lookUp.limit()));
        } else {
            call.forScript.add(new ScriptEvent.LookedUp(new MemberLookup.Withheld()));
        }
    }
}
