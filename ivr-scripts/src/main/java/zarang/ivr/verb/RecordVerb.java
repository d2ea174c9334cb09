package zarang.ivr.verb;

import java.util.List;
import java.util.Optional;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code record}: records what the caller says, for the flow to work with. */
final class RecordVerb implements IvrVerb {
    private static final StepKey<List<String>> RECORD =
            StepKey.required("record", Shapes.prompts(), "tells the caller what to say");
    private static final StepKey<String> RECORDED =
            StepKey.required("on.recorded", Shapes.unhurriedTarget(), "it is recorded");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Records what the caller says, and sets `voice.recording` (its name) and"
                        + " `voice.seconds`.",
                VoiceKeys.keys(List.of(RECORD), RECORDED),
                Speaking.VARIABLES);
    }

    @Override
    public StepRun read(StepReader step) {
        return VoiceKeys.read(step, RECORD, Optional.empty(), RECORDED);
    }
}
