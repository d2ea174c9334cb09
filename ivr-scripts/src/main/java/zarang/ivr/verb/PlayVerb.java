package zarang.ivr.verb;

import java.util.List;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code play}: prompts, one after the other. */
final class PlayVerb implements IvrVerb {
    private static final StepKey<List<String>> PLAY =
            StepKey.required("play", Shapes.prompts(), "what is heard");
    private static final StepKey<Boolean> BARGE_IN =
            StepKey.usually(
                    "barge-in",
                    Shapes.yesNo(),
                    false,
                    "false",
                    "a key ends it; the key is kept for the next menu either way");
    private static final StepKey<String> NEXT = StepKey.next();

    @Override
    public VerbTable table() {
        return new VerbTable("Plays a prompt or several.", PLAY, BARGE_IN, NEXT);
    }

    @Override
    public StepRun read(StepReader step) {
        List<String> prompts = step.get(PLAY);
        return new Playing(run -> prompts, step.get(BARGE_IN), step.get(NEXT));
    }
}
