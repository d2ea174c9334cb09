package zarang.ivr.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/**
 * What a flow that calls another has to know of it.
 *
 * @param params by name
 * @param required the parameters without a default
 * @param results by name
 * @param outcomes that it returns
 */
public record FlowSignature(
        Map<String, VariableType> params,
        Set<String> required,
        Map<String, Variable> results,
        List<String> outcomes) {
    public FlowSignature {
        params = Map.copyOf(params);
        required = Set.copyOf(required);
        results = Map.copyOf(results);
        outcomes = List.copyOf(outcomes);
    }

    /** What these variables and outcomes come to. */
    public static FlowSignature of(FlowVariables variables, List<String> outcomes) {
        Map<String, Variable> all = variables.all();
        return new FlowSignature(
                all.values().stream()
                        .filter(each -> variables.params().contains(each.name()))
                        .collect(Collectors.toMap(Variable::name, Variable::type)),
                variables.params().stream()
                        .filter(each ->
                                variables
                                        .named(each)
                                        .filter(v -> variables.initial().containsKey(v))
                                        .isEmpty())
                        .collect(Collectors.toSet()),
                all.values().stream()
                        .filter(each -> variables.results().contains(each.name()))
                        .collect(Collectors.toMap(Variable::name, each -> each)),
                outcomes);
    }
}
