package zarang.ivr.verb;

import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;

/** {@code return}: goes back to the flow that called this one. */
final class ReturnVerb implements IvrVerb {
    private static final StepKey<String> RETURN =
            StepKey.required(
                    "return",
                    Shapes.word("an outcome"),
                    "the outcome, one of those that this flow declares under `outcomes`");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Goes back to the flow that called this one, with the `results` as they are. In a"
                        + " flow that was dialled, it ends the call.",
                RETURN);
    }

    @Override
    public StepRun read(StepReader step) {
        String outcome = step.get(RETURN);
        step.returns(outcome);
        return new Run(outcome);
    }

    private record Run(String outcome) implements StepRun {
        @Override
        public Next enter(StepTools run) {
            return new Next.Return(outcome);
        }
    }
}
