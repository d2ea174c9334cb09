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

/** {@code hang-up}: ends the call; before it was answered, refuses it. */
final class HangUpVerb implements IvrVerb {
    private static final List<Cause> CAUSES =
            List.of(
                    Cause.NORMAL_CLEARING,
                    Cause.USER_BUSY,
                    Cause.NO_ANSWER,
                    Cause.CALL_REJECTED,
                    Cause.UNALLOCATED_NUMBER,
                    Cause.TEMPORARY_FAILURE,
                    Cause.CONGESTION);
    private static final StepKey<Cause> CAUSE =
            StepKey.required(
                    "hang-up",
                    Shapes.nothingOr(byWord(), Cause.NORMAL_CLEARING),
                    "the cause, which refuses a call that was not answered yet");

    private static Map<String, Cause> byWord() {
        Map<String, Cause> byWord = new LinkedHashMap<>();
        CAUSES.forEach(cause -> byWord.put(Words.of(cause), cause));
        return byWord;
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
        return new Run(step.get(CAUSE));
    }

    private record Run(Cause cause) implements StepRun {
        @Override
        public Next enter(StepTools run) {
            return new Next.End(cause);
        }
    }
}
