package zarang.ivr.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import zarang.ivr.load.LoadedFlow;
import zarang.ivr.model.FlowSignature;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.step.Step;
import zarang.ivr.step.SubFlowCall;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;
import zarang.yaml.Nearest;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/** Holds calls of other flows against what those declare, and returns against the own outcomes. */
final class SubFlowLint {
    private final LoadedFlow flow;
    private final Optional<Map<String, FlowSignature>> known;

    SubFlowLint(LoadedFlow flow, Optional<Map<String, FlowSignature>> known) {
        this.flow = flow;
        this.known = known;
    }

    void lint() {
        returns();
        known.ifPresent(flows ->
                flow.steps()
                        .values()
                        .forEach(
                                step -> step.subFlow().ifPresent(call -> call(step, call, flows))));
    }

    private void returns() {
        List<String> outcomes = flow.root().get("outcomes").map(YamlNode::texts).orElse(List.of());
        TreeSet<String> unused = new TreeSet<>(outcomes);
        for (Step step : flow.steps().values()) {
            step.returned()
                    .ifPresent(outcome -> {
                        unused.remove(outcome);
                        if (!outcomes.contains(outcome)) {
                            flow.source(step.name())
                                    .get("return")
                                    .ifPresent(node ->
                                            node.refuse(
                                                    FlowRule.SUB_FLOW,
                                                    "this flow has no outcome '"
                                                            + outcome
                                                            + "'"
                                                            + Nearest.hint(outcome, outcomes)
                                                            + "; name it under 'outcomes'"));
                        }
                    });
        }
        flow.root()
                .get("outcomes")
                .filter(node -> !unused.isEmpty())
                .ifPresent(node ->
                        node.refuse(
                                FlowRule.SUB_FLOW,
                                "no step returns "
                                        + String.join(", ", unused)
                                        + ", expected a 'return' for each outcome"));
    }

    private void call(Step step, SubFlowCall call, Map<String, FlowSignature> flows) {
        YamlMap source = flow.source(step.name());
        FlowSignature signature = flows.get(call.flow());
        if (signature == null) {
            refuse(
                    source,
                    "call",
                    FlowRule.NO_SUCH_FLOW,
                    "there is no flow '"
                            + call.flow()
                            + "'"
                            + Nearest.hint(call.flow(), flows.keySet()));
            return;
        }
        call.with().forEach((name, type) -> given(source, signature, name, type));
        signature.required().stream()
                .filter(name -> !call.with().containsKey(name))
                .sorted()
                .forEach(name ->
                        refuse(
                                source,
                                "call",
                                FlowRule.SUB_FLOW,
                                "gives the flow '"
                                        + call.flow()
                                        + "' no '"
                                        + name
                                        + "', expected it under 'with'"));
        call.take().forEach((into, result) -> taken(source, signature, into, result));
        outcomes(source, call, signature);
    }

    private static void given(
            YamlMap source, FlowSignature signature, String name, VariableType type) {
        VariableType wanted = signature.params().get(name);
        if (wanted == null) {
            source.map("with")
                    .ifPresent(with ->
                            with.refuse(
                                    name,
                                    FlowRule.SUB_FLOW,
                                    "that flow has no parameter '"
                                            + name
                                            + "'"
                                            + Nearest.hint(name, signature.params().keySet())));
        } else if (wanted != type
                && !(wanted == VariableType.MONEY && type == VariableType.NUMBER)) {
            source.map("with")
                    .ifPresent(with ->
                            with.refuse(
                                    name,
                                    FlowRule.SUB_FLOW,
                                    "is a " + type.word() + ", expected a " + wanted.word()));
        }
    }

    private static void taken(
            YamlMap source, FlowSignature signature, Variable into, String result) {
        Variable given = signature.results().get(result);
        Optional<YamlMap> take = source.map("take");
        if (given == null) {
            take.ifPresent(map ->
                    map.refuse(
                            into.name(),
                            FlowRule.SUB_FLOW,
                            "that flow gives back no '"
                                    + result
                                    + "'"
                                    + Nearest.hint(result, signature.results().keySet())));
        } else if (given.type() != into.type()) {
            take.ifPresent(map ->
                    map.refuse(
                            into.name(),
                            FlowRule.SUB_FLOW,
                            "is a "
                                    + into.type().word()
                                    + ", and '"
                                    + result
                                    + "' a "
                                    + given.type().word()));
        } else if (given.secret() && !into.secret()) {
            take.ifPresent(map ->
                    map.refuse(
                            into.name(),
                            FlowRule.TELLS_SECRET,
                            "would tell a secret; declare it with secret: true"));
        }
    }

    private static void outcomes(YamlMap source, SubFlowCall call, FlowSignature signature) {
        TreeSet<String> missing = new TreeSet<>(signature.outcomes());
        missing.removeAll(call.outcomes());
        if (!missing.isEmpty()) {
            refuse(
                    source,
                    "on",
                    FlowRule.SUB_FLOW,
                    "leads on from no "
                            + String.join(", ", missing)
                            + ", expected every outcome of '"
                            + call.flow()
                            + "'");
        }
        call.outcomes().stream()
                .filter(outcome -> !signature.outcomes().contains(outcome))
                .sorted()
                .forEach(outcome ->
                        source.map("on")
                                .ifPresent(on ->
                                        on.refuse(
                                                outcome,
                                                FlowRule.SUB_FLOW,
                                                "is no outcome of '"
                                                        + call.flow()
                                                        + "'"
                                                        + Nearest.hint(
                                                                outcome, signature.outcomes()))));
    }

    private static void refuse(YamlMap source, String key, FlowRule rule, String message) {
        source.get(key).ifPresent(node -> node.refuse(rule, message));
    }
}
