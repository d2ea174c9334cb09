package zarang.ivr.run;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;

/** The variables of one run, each of its own type. */
final class RunVariables {
    private final Map<Variable, ScriptValue> values = new HashMap<>();

    Optional<ScriptValue> value(Variable variable) {
        return Optional.ofNullable(values.get(variable));
    }

    Map<String, ScriptValue> byName() {
        Map<String, ScriptValue> named = new TreeMap<>();
        values.forEach((variable, value) -> named.put(variable.name(), value));
        return Collections.unmodifiableMap(named);
    }

    /**
     * @throws IllegalArgumentException it cannot hold that: a fault of the verb
     */
    void set(Variable variable, ScriptValue value) {
        if (!variable.type().holds(value)) {
            throw new IllegalArgumentException(
                    variable.name() + " is " + variable.type() + " and cannot hold another type");
        }
        values.put(variable, value);
    }
}
