package zarang.ivr.run;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/** Variables of a call, or of one flow that it is in, each of its own type. */
final class RunVariables {
    /** Shared and not to be changed until something is set: most runs set nothing. */
    private Map<Variable, ScriptValue> values;

    private boolean own;

    RunVariables() {
        this(Map.of());
    }

    RunVariables(Map<Variable, ScriptValue> initial) {
        values = initial;
    }

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
        ScriptValue held =
                variable.type() == VariableType.MONEY
                                && value instanceof ScriptValue.Decimal(var number)
                        ? new ScriptValue.Money(number.longValue())
                        : value;
        if (!variable.type().holds(held)) {
            throw new IllegalArgumentException(
                    variable.name() + " is " + variable.type() + " and cannot hold another type");
        }
        changeable().put(variable, held);
    }

    void forget(Variable variable) {
        if (values.containsKey(variable)) {
            changeable().remove(variable);
        }
    }

    private Map<Variable, ScriptValue> changeable() {
        if (!own) {
            Map<Variable, ScriptValue> copy = new HashMap<>(2); // thousands of runs hold one each
            copy.putAll(values);
            values = copy;
            own = true;
        }
        return values;
    }
}
