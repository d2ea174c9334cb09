package zarang.ivr.verb;

import java.util.List;
import java.util.Map;
import zarang.call.script.DialResult;
import zarang.ivr.step.Dialled;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code dial}: rings somebody for the caller, and goes on when their talk is over. */
final class DialVerb implements IvrVerb {
    private static final StepKey<List<Dialled>> DIAL =
            StepKey.required(
                    "dial",
                    Dialled.shape(),
                    "an agent's extension, or a number outside that `calling.rules` of"
                            + " `agents.yaml` lets this flow dial. What the caller pressed leads to"
                            + " extensions alone");
    private static final StepKey<String> ANSWERED =
            StepKey.required("on.answered", Shapes.unhurriedTarget(), "the talk is over");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Rings somebody for the caller, and lets the two talk. It goes on when the talk is"
                        + " over, or when nobody took the caller.",
                RingKeys.keys(DIAL, List.of(ANSWERED)),
                List.of());
    }

    @Override
    public StepRun read(StepReader step) {
        Map<DialResult, String> ends = RingKeys.ends(step);
        ends.put(DialResult.ANSWERED, step.get(ANSWERED));
        return new Ringing(step.get(DIAL), RingKeys.how(step), RingKeys.cancel(step), ends);
    }
}
