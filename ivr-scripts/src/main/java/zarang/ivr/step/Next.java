package zarang.ivr.step;

import zarang.call.Cause;

/** What a step wants after an event. */
public sealed interface Next {
    Next STAY = new Stay();

    /** The step is not done. */
    record Stay() implements Next {}

    /**
     * Go on by an exit of the step.
     *
     * @param exit as {@link StepReader#get} gave it, such as {@code on.found}; where the step has
     *     no such exit, the name of a step
     */
    record GoTo(String exit) implements Next {}

    /** The call is over. */
    record End(Cause cause) implements Next {}
}
