package zarang.ivr.step;

import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;

/** {@code answer}, written or implied by the first step that the caller hears. */
public record AnswerRun(String next) implements StepRun {
    @Override
    public Next enter(StepTools run) {
        if (run.answered()) {
            return new Next.GoTo(next);
        }
        run.tell(new ScriptCommand.Answer());
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, StepTools run) {
        return event instanceof ScriptEvent.Answered ? new Next.GoTo(next) : Next.STAY;
    }
}
