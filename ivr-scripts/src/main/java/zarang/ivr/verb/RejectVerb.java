package zarang.ivr.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zarang.call.Cause;
import zarang.call.Words;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;

/** {@code reject}: refuses a call that was not answered yet. */
final class RejectVerb implements IvrVerb {
    private static final StepKey<Cause> REJECT =
            StepKey.required(
                    "reject",
                    Shapes.choice(byWord(), Cause.CALL_REJECTED),
                    "the cause, which the caller's exchange is told");

    private static Map<String, Cause> byWord() {
        Map<String, Cause> byWord = new LinkedHashMap<>();
        List.of(
                        Cause.USER_BUSY,
                        Cause.NO_ANSWER,
                        Cause.CALL_REJECTED,
                        Cause.UNALLOCATED_NUMBER,
                        Cause.TEMPORARY_FAILURE,
                        Cause.CONGESTION)
                .forEach(cause -> byWord.put(Words.of(cause), cause));
        return byWord;
    }

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Refuses a call that was not answered yet, so that it costs the caller nothing;"
                        + " ends one that was.",
                REJECT);
    }

    @Override
    public StepRun read(StepReader step) {
        return new Run(step.get(REJECT));
    }

    private record Run(Cause cause) implements StepRun {
        @Override
        public Next enter(StepTools run) {
            return new Next.End(cause);
        }
    }
}
