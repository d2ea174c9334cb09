package zarang.ivr.expression;

import java.util.Optional;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;

/** What variables hold at the moment. */
@FunctionalInterface
public interface Known {
    /** Nothing is known. */
    Known NOTHING = variable -> Optional.empty();

    Optional<ScriptValue> value(Variable variable);
}
