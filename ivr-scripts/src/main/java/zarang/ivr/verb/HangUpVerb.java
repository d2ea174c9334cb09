package zarang.ivr.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zarang.call.Cause;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code hang-up}: ends the call; before it was answered, refuses it. */
final class HangUpVerb implements IvrVerb {
    private static final StepKey<Cause> CAUSE =
            StepKey.required(
                    "hang-up",
                    Shapes.nothingOr(causes(), Cause.NORMAL_CLEARING),
                    "the cause, which refuses a call that was not answered yet");

    private static Map<String, Cause> causes() {
        List<Cause> causes = new ArrayList<>(List.of(Cause.NORMAL_CLEARING));
        causes.addAll(EndRun.REFUSALS);
        return EndRun.byWord(causes);
    }

    @Override
    public VerbTable table() {
        return new VerbTable("Ends the call.", CAUSE);
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        return new EndRun(step.get(CAUSE));
    }
}
