package zarang.ivr.run;

import java.time.Duration;
import java.util.List;
import zarang.call.Cause;
import zarang.call.script.ScriptEvent;

/** The end of a flow that reached a limit: an apology, then the line is cut, in any case. */
record ApologyRun(String prompt) implements StepRun {
    /** Longer than any apology; cuts the line even if nothing can be played. */
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private static final Next END = new Next.End(Cause.NORMAL_CLEARING);

    @Override
    public Next enter(RunState run) {
        if (!run.answered()) {
            return new Next.End(Cause.TEMPORARY_FAILURE);
        }
        run.play(List.of(prompt));
        run.arm(TimerKind.APOLOGY, AT_MOST);
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, RunState run) {
        return event instanceof ScriptEvent.PlayFinished ? END : Next.STAY;
    }

    @Override
    public Next onTimer(TimerKind timer, RunState run) {
        return timer == TimerKind.APOLOGY ? END : Next.STAY;
    }
}
