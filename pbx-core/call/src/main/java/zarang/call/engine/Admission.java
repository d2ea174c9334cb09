package zarang.call.engine;

import java.util.Optional;
import zarang.call.Cause;

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
}
