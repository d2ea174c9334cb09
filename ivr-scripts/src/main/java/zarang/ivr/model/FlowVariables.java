package zarang.ivr.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;

/**
 * The variables that a flow declares, its own.
 *
 * @param all by name, parameters among them
 * @param params the names of those that a flow which calls this one gives, in order
 * @param results the names of those that it gives back
 * @param initial what they hold at the start; a parameter that is here may be left out
 */
public record FlowVariables(
        Map<String, Variable> all,
        List<String> params,
        Set<String> results,
        Map<Variable, ScriptValue> initial) {
    public static final FlowVariables NONE =
            new FlowVariables(Map.of(), List.of(), Set.of(), Map.of());

    public FlowVariables {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
        params = List.copyOf(params);
        results = Set.copyOf(results);
        initial = Map.copyOf(initial);
    }

    public Optional<Variable> named(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** Whether it holds something from the start: a parameter, or one with a default. */
    public boolean isGiven(Variable variable) {
        return initial.containsKey(variable) || params.contains(variable.name());
    }
}
