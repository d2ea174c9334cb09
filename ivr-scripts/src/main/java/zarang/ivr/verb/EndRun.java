package zarang.ivr.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zarang.call.Cause;
import zarang.call.Words;
import zarang.ivr.step.Next;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;

/** The run of the verbs that end the call. */
record EndRun(Cause cause) implements StepRun {
    /** Why a call that was not answered yet can be refused. */
    static final List<Cause> REFUSALS =
            List.of(
                    Cause.USER_BUSY,
                    Cause.NO_ANSWER,
                    Cause.CALL_REJECTED,
                    Cause.UNALLOCATED_NUMBER,
                    Cause.TEMPORARY_FAILURE,
                    Cause.CONGESTION);

    /** Causes as a script names them. */
    static Map<String, Cause> byWord(List<Cause> causes) {
        Map<String, Cause> byWord = new LinkedHashMap<>();
        causes.forEach(cause -> byWord.put(Words.of(cause), cause));
        return byWord;
    }

    @Override
    public Next enter(StepTools run) {
        return new Next.End(cause);
    }
}
