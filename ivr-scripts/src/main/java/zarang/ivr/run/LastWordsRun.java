package zarang.ivr.run;

import java.time.Duration;
import java.util.List;
import zarang.call.Cause;
import zarang.call.script.ScriptEvent;
import zarang.ivr.step.Next;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;

/**
 * The end of a flow that reached a limit or is stopped: a last word, then the line is cut, in any
 * case.
 */
record LastWordsRun(String prompt) implements StepRun {
    /** Longer than any last words; cuts the line even if nothing can be played. */
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private static final Next END = new Next.End(Cause.NORMAL_CLEARING);

    @Override
    public Next enter(StepTools run) {
        if (!run.answered()) {
            return new Next.End(Cause.TEMPORARY_FAILURE);
        }
        run.play(List.of(prompt));
        run.arm("last-words", AT_MOST);
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, StepTools run) {
        return event instanceof ScriptEvent.PlayFinished ? END : Next.STAY;
    }

    @Override
    public Next onTimer(String timer, StepTools run) {
        return END;
    }
}
