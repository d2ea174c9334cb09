package zarang.ivr.run;

import java.time.Duration;
import java.util.List;
import zarang.call.Cause;
import zarang.call.script.ScriptEvent;

/**
 * The end of a flow that reached a limit or is stopped: a last word, then the line is cut, in any
 * case.
 */
record LastWordsRun(String prompt) implements StepRun {
    /** Longer than any last words; cuts the line even if nothing can be played. */
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private static final Next END = new Next.End(Cause.NORMAL_CLEARING);

    @Override
    public Next enter(RunState run) {
        if (!run.answered()) {
            return new Next.End(Cause.TEMPORARY_FAILURE);
        }
        run.play(List.of(prompt));
        run.arm(TimerKind.LAST_WORDS, AT_MOST);
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, RunState run) {
        return event instanceof ScriptEvent.PlayFinished ? END : Next.STAY;
    }

    @Override
    public Next onTimer(TimerKind timer, RunState run) {
        return timer == TimerKind.LAST_WORDS ? END : Next.STAY;
    }
}
