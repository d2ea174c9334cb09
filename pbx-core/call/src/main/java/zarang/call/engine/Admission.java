package zarang.call.engine;

import java.util.Optional;
import zarang.call.Cause;
import zarang.call.LegId;

/**
 * Whom an engine asks whether a call is wanted, before it spends a media port or any state on it:
 * whoever dials numbers that nobody has must not use up what callers need. Control loop only.
 */
@FunctionalInterface
public interface Admission {
    /**
     * Why the call is refused; empty if it is wanted. A refused call is not heard of again: no
     * event follows.
     */
    Optional<Cause> refusal(LegEvent.Arrived call);

    /**
     * A leg that it will be bridged with, if that is known already: only legs of one media loop can
     * be.
     */
    default Optional<LegId> beside(LegEvent.Arrived call) {
        return Optional.empty();
    }
}
