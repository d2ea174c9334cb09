package zarang.ivr.load;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zarang.ivr.model.Flow;
import zarang.ivr.model.FlowSignature;
import zarang.ivr.model.FlowVariables;
import zarang.ivr.step.Step;
import zarang.yaml.Findings;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/**
 * A flow file that could be read, as far as it could: steps that are themselves broken are left
 * out, so that the lint can look at the others in the same round.
 *
 * @param root the file, for the places
 * @param findings what is wrong so far; later checks add to it
 * @param variables those that it declares, as far as they could be read
 * @param steps the steps that could be read, by name
 * @param flow the flow; empty if anything at all is broken
 */
public record LoadedFlow(
        YamlMap root,
        Findings findings,
        FlowVariables variables,
        Map<String, Step> steps,
        Optional<Flow> flow) {
    public LoadedFlow {
        steps = Collections.unmodifiableMap(new TreeMap<>(steps));
    }

    /** The steps as they are written, also those that are broken; empty if there is no such map. */
    public Optional<YamlMap> written() {
        return written(root);
    }

    /** What a flow that calls this one has to know of it, also where it is broken elsewhere. */
    public FlowSignature signature() {
        return FlowSignature.of(
                variables, root.get("outcomes").map(YamlNode::texts).orElse(List.of()));
    }

    static Optional<YamlMap> written(YamlMap root) {
        return root.get("steps").filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
    }

    /** The file's keys and values for a step. */
    public YamlMap source(String step) {
        return written().flatMap(steps -> steps.map(step)).orElse(root);
    }
}
