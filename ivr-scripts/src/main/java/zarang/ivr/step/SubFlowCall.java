package zarang.ivr.step;

import java.util.Map;
import java.util.Set;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/**
 * A call of another flow, for the lint to hold against what that flow declares.
 *
 * @param flow its name
 * @param with the types of what is given, by parameter
 * @param take the results that are taken, each with the variable that takes it, by variable
 * @param outcomes that lead on
 */
public record SubFlowCall(
        String flow,
        Map<String, VariableType> with,
        Map<Variable, String> take,
        Set<String> outcomes) {
    public SubFlowCall {
        with = Map.copyOf(with);
        take = Map.copyOf(take);
        outcomes = Set.copyOf(outcomes);
    }
}
