package zarang.routing.calls;

import java.util.List;
import java.util.Optional;
import zarang.call.CallId;

/** What one process asks another of its calls. */
sealed interface CallQuestion {
    /** As many calls are asked for, or about, in one letter. */
    int MOST = 201;

    /**
     * Your oldest calls?
     *
     * @param after only later ones
     * @param count at most
     */
    record Page(Optional<CallId> after, int count) implements CallQuestion {
        public Page {
            if (count < 1 || count > MOST) {
                throw new IllegalArgumentException("1 to " + MOST + " calls, found " + count);
            }
        }
    }

    /** Which of these do you have, and how are they? */
    record These(List<CallId> calls) implements CallQuestion {
        public These {
            calls = List.copyOf(calls);
            if (calls.size() > MOST) {
                throw new IllegalArgumentException(
                        "at most " + MOST + " calls, found " + calls.size());
            }
        }
    }

    /** Do this, if you have the call. */
    record Do(CallRequest request) implements CallQuestion {}
}
