package zarang.ivr.verb;

import java.util.List;
import java.util.function.Function;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.ivr.step.Next;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;

/**
 * The run of the verbs that speak: prompts, and then the next step.
 *
 * @param prompts chosen when the step begins
 * @param bargeIn whether a key ends it; the key is kept for the next menu either way
 */
record Playing(Function<StepTools, List<String>> prompts, boolean bargeIn, String next)
        implements StepRun {
    @Override
    public Next enter(StepTools run) {
        List<String> heard = prompts.apply(run);
        if (heard.isEmpty() || (bargeIn && !run.typedAhead().isEmpty())) {
            return new Next.GoTo(next);
        }
        run.play(heard);
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, StepTools run) {
        return event instanceof ScriptEvent.PlayFinished ? new Next.GoTo(next) : Next.STAY;
    }

    @Override
    public Next onDigit(char digit, StepTools run) {
        run.typedAhead().add(digit);
        if (!bargeIn) {
            return Next.STAY;
        }
        run.tell(new ScriptCommand.StopPlay());
        return new Next.GoTo(next);
    }
}
