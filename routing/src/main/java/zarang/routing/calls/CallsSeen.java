package zarang.routing.calls;

import java.util.List;

/**
 * Calls of all processes, or of those that answered.
 *
 * @param calls the oldest first
 * @param missing names of processes that did not answer in time, whose calls are not among them
 * @param othersKnown false: it is not known now which other processes there are
 */
public record CallsSeen(List<CallSeen> calls, List<String> missing, boolean othersKnown) {
    public CallsSeen {
        calls = List.copyOf(calls);
        missing = List.copyOf(missing);
    }

    /** Whether a call that is not among them is over. */
    public boolean isComplete() {
        return missing.isEmpty() && othersKnown;
    }
}
