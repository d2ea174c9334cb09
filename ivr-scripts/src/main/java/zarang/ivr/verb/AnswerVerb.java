package zarang.ivr.verb;

import zarang.ivr.step.AnswerRun;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code answer}: answers the call. */
final class AnswerVerb implements IvrVerb {
    private static final StepKey<Boolean> ANSWER =
            StepKey.required("answer", Shapes.nothing("answer"), "the verb");
    private static final StepKey<String> NEXT = StepKey.next();

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Answers the call. It is seldom needed: the first step that the caller hears answers."
                        + " Before that the caller's phone rings.",
                ANSWER,
                NEXT);
    }

    @Override
    public StepRun read(StepReader step) {
        return new AnswerRun(step.get(NEXT));
    }
}
