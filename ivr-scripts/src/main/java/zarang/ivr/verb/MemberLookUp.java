package zarang.ivr.verb;

import java.time.Duration;
import java.util.Map;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.service.MemberService;
import zarang.ivr.step.Next;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;

/** {@code lookup: member}. A member found earlier in the call stays when a later try fails. */
record MemberLookUp(
        Duration within,
        String found,
        String unknown,
        String withheld,
        String timeout,
        String error)
        implements StepRun {
    @Override
    public Next enter(StepTools run) {
        run.tell(new ScriptCommand.Ask(MemberService.NAME, Map.of(), within));
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, StepTools run) {
        if (!(event instanceof ScriptEvent.Told(ServiceAnswer answer))) {
            return Next.STAY;
        }
        return switch (answer) {
            case ServiceAnswer.Given given -> given(given, run);
            case ServiceAnswer.TimedOut late -> leave("timeout", timeout, run);
            case ServiceAnswer.Failed failed -> leave("error", error, run);
        };
    }

    private Next given(ServiceAnswer.Given given, StepTools run) {
        return switch (given.outcome()) {
            case MemberService.FOUND -> {
                MemberVariables.BY_VALUE.forEach((name, variable) -> {
                    ScriptValue value = given.values().get(name);
                    if (value != null) {
                        run.set(variable, value);
                    }
                });
                yield leave(given.outcome(), found, run);
            }
            case MemberService.WITHHELD -> leave(given.outcome(), withheld, run);
            default -> leave(given.outcome(), unknown, run);
        };
    }

    private static Next leave(String outcome, String target, StepTools run) {
        run.set(MemberVariables.OUTCOME, new ScriptValue.Text(outcome));
        return new Next.GoTo(target);
    }
}
