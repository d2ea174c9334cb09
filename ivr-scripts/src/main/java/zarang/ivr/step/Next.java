package zarang.ivr.step;

import zarang.call.Cause;

/** What a step wants after an event. */
public sealed interface Next {
    Next STAY = new Stay();

    /** The step is not done. */
    record Stay() implements Next {}

    /** Go on with another step. */
    record GoTo(String step) implements Next {}

    /** The call is over. */
    record End(Cause cause) implements Next {}
}
