package zarang.ivr.verb;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code say-number}: a number, with prompts around it if there are any. */
final class SayNumberVerb implements IvrVerb {
    private static final long LIMIT = 999_999_999;
    private static final StepKey<BigDecimal> NUMBER =
            StepKey.required("say-number", Shapes.number(-LIMIT, LIMIT), "the number");
    private static final StepKey<List<String>> BEFORE =
            StepKey.usually("before", Shapes.prompts(), List.of(), "none", "heard before it");
    private static final StepKey<List<String>> AFTER =
            StepKey.usually("after", Shapes.prompts(), List.of(), "none", "heard after it");
    private static final StepKey<String> NEXT = StepKey.next();

    @Override
    public VerbTable table() {
        return new VerbTable("Speaks a number.", NUMBER, BEFORE, AFTER, NEXT);
    }

    @Override
    public StepRun read(StepReader step) {
        step.speaksNumbers();
        List<String> before = step.get(BEFORE);
        BigDecimal number = step.get(NUMBER);
        List<String> after = step.get(AFTER);
        return new Playing(
                run -> {
                    List<String> prompts = new ArrayList<>(before);
                    prompts.addAll(run.spoken(number));
                    prompts.addAll(after);
                    return prompts;
                },
                false,
                step.get(NEXT));
    }
}
