package zarang.ivr.verb;

import zarang.call.Cause;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code reject}: refuses a call that was not answered yet. */
final class RejectVerb implements IvrVerb {
    private static final StepKey<Cause> REJECT =
            StepKey.required(
                    "reject",
                    Shapes.choice(EndRun.byWord(EndRun.REFUSALS), Cause.CALL_REJECTED),
                    "the cause, which the caller's exchange is told");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Refuses a call that was not answered yet, so that it costs the caller nothing;"
                        + " ends one that was.",
                REJECT);
    }

    @Override
    public StepRun read(StepReader step) {
        return new EndRun(step.get(REJECT));
    }
}
