package zarang.ivr.verb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.Cause;
import zarang.call.script.DialResult;
import zarang.call.script.NumberToRing;
import zarang.call.script.RingWish;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.ivr.step.Dialled;
import zarang.ivr.step.Next;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;

/**
 * Answers the call, if nobody did, and rings somebody for the caller. The flow's limits rest until
 * that is over. Keys other than the one that cancels are forgotten.
 *
 * @param whom rung in this order
 * @param cancel the key that cancels; empty: none does
 * @param ends where the flow goes on; a result that is not there ends the call
 */
record Ringing(
        List<Dialled> whom, RingWish how, Optional<Character> cancel, Map<DialResult, String> ends)
        implements StepRun {
    Ringing {
        whom = List.copyOf(whom);
        ends = Map.copyOf(ends);
    }

    @Override
    public Next enter(StepTools run) {
        if (!run.answered()) {
            run.tell(new ScriptCommand.Answer());
            return Next.STAY;
        }
        return ring(run);
    }

    private Next ring(StepTools run) {
        List<NumberToRing> numbers =
                whom.stream().flatMap(each -> each.number(run).stream()).toList();
        if (numbers.isEmpty()) {
            return end(DialResult.UNREACHABLE);
        }
        run.suspendLimits();
        run.typedAhead().clear();
        run.tell(new ScriptCommand.Dial(numbers, how));
        return Next.STAY;
    }

    @Override
    public Next onDigit(char digit, StepTools run) {
        if (cancel.filter(key -> key == digit).isPresent()) {
            run.tell(new ScriptCommand.StopDial());
        }
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, StepTools run) {
        if (event instanceof ScriptEvent.Answered) {
            return ring(run);
        }
        if (event instanceof ScriptEvent.DialEnded(DialResult result)) {
            run.startLimits();
            return end(result);
        }
        return Next.STAY;
    }

    private Next end(DialResult result) {
        String exit = ends.get(result);
        return exit == null ? new Next.End(Cause.NORMAL_CLEARING) : new Next.GoTo(exit);
    }
}
