package zarang.ivr.run;

import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.ivr.model.Step;

/** {@code lookup: member}. A member found earlier in the call stays when a later try fails. */
record LookUpRun(Step.LookUp step) implements StepRun {
    @Override
    public Next enter(RunState run) {
        run.tell(new ScriptCommand.LookUpMember(step.within()));
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, RunState run) {
        if (!(event instanceof ScriptEvent.LookedUp(MemberLookup result))) {
            return Next.STAY;
        }
        run.lookedUp(result);
        return new Next.GoTo(
                switch (result) {
                    case MemberLookup.Found found -> step.found();
                    case MemberLookup.Unknown unknown -> step.unknown();
                    case MemberLookup.Withheld withheld -> step.withheld().orElse(step.unknown());
                    case MemberLookup.TimedOut timedOut -> step.timeout();
                    case MemberLookup.Failed failed -> step.error();
                });
    }
}
