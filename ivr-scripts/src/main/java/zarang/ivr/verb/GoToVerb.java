package zarang.ivr.verb;

import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;

/** {@code goto}: goes on at another step. */
final class GoToVerb implements IvrVerb {
    private static final StepKey<String> TARGET =
            StepKey.required("goto", Shapes.target(), "where the flow goes on");

    @Override
    public VerbTable table() {
        return new VerbTable("Goes on at another step.", TARGET);
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        return new Run(step.get(TARGET));
    }

    private record Run(String target) implements StepRun {
        @Override
        public Next enter(StepTools run) {
            return new Next.GoTo(target);
        }
    }
}
