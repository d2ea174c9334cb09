package zarang.ivr.verb;

import java.util.List;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.ivr.step.Next;
import zarang.ivr.step.StepTools;

/**
 * What the verbs that speak have in common: prompts, and then the next step.
 *
 * @param bargeIn whether a key ends it; the key is kept for the next menu either way
 */
record Playing(boolean bargeIn, String next) {
    Next enter(List<String> prompts, StepTools run) {
        if (prompts.isEmpty() || (bargeIn && !run.typedAhead().isEmpty())) {
            return new Next.GoTo(next);
        }
        run.play(prompts);
        return Next.STAY;
    }

    Next on(ScriptEvent event) {
        return event instanceof ScriptEvent.PlayFinished ? new Next.GoTo(next) : Next.STAY;
    }

    Next onDigit(char digit, StepTools run) {
        run.typedAhead().add(digit);
        if (!bargeIn) {
            return Next.STAY;
        }
        run.tell(new ScriptCommand.StopPlay());
        return new Next.GoTo(next);
    }
}
