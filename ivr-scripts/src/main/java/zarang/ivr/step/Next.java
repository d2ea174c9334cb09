package zarang.ivr.step;

import java.util.Map;
import zarang.call.Cause;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;

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

    /**
     * Go through another flow.
     *
     * @param with what it is given, by parameter
     * @param take where its results go, by their names there
     * @param on where this flow goes on, by the outcome of that one
     */
    record Call(
            String flow,
            Map<String, ScriptValue> with,
            Map<Variable, String> take,
            Map<String, String> on)
            implements Next {
        public Call {
            with = Map.copyOf(with);
            take = Map.copyOf(take);
            on = Map.copyOf(on);
        }
    }

    /** Go back to the flow that called this one. */
    record Return(String outcome) implements Next {}

    /** The call is over. */
    record End(Cause cause) implements Next {}
}
