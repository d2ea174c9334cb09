package zarang.routing.callback;

import java.util.Optional;
import zarang.call.fact.CallbackTried;

/** Why somebody is not to be called back any more. */
public enum CallbackResult {
    /** They were called, and talked. */
    DONE,
    /** They came again by themselves and were served. */
    SERVED,
    /** They were called as often as makes sense, and did not answer. */
    NOT_REACHED,
    /** There is nobody by that number. */
    WRONG_NUMBER,
    /** Nobody called them while it made sense. */
    EXPIRED,
    /** They do not want it any more. */
    WITHDRAWN;

    /** What a try comes to for good; empty: they may be tried again. */
    static Optional<CallbackResult> of(CallbackTried tried) {
        return switch (tried.outcome()) {
            case "answered" -> Optional.of(DONE);
            case "wrong-number" -> Optional.of(WRONG_NUMBER);
            default -> Optional.empty();
        };
    }
}
