package zarang.ivr.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.ivr.load.LoadedFlow;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.run.FlowRun;
import zarang.ivr.step.SubFlowCall;
import zarang.yaml.YamlNode;

/**
 * Finds flows that come to call themselves: each round goes one call deeper, and the one that is
 * too deep is a fault with the caller on the line.
 */
final class FlowCircles {
    private final Map<String, LoadedFlow> flows;

    private FlowCircles(Map<String, LoadedFlow> flows) {
        this.flows = flows;
    }

    /** Refuses each step whose call leads back to its flow. Of two flows of a name one counts. */
    static void lint(Stream<LoadedFlow> files) {
        Map<String, LoadedFlow> named = new TreeMap<>();
        files.forEach(file ->
                file.root()
                        .get("flow")
                        .flatMap(YamlNode::text)
                        .ifPresent(name -> named.putIfAbsent(name, file)));
        FlowCircles circles = new FlowCircles(named);
        named.forEach(circles::lint);
    }

    private void lint(String name, LoadedFlow flow) {
        flow.steps()
                .values()
                .forEach(step ->
                        step.subFlow()
                                .map(call -> way(call.flow(), name))
                                .filter(way -> !way.isEmpty())
                                .ifPresent(way ->
                                        flow.source(step.name())
                                                .get("call")
                                                .ifPresent(node -> refuse(node, name, way))));
    }

    private static void refuse(YamlNode node, String name, List<String> way) {
        node.refuse(
                FlowRule.SUB_FLOW,
                "comes back to this flow, one call deeper each round, and "
                        + FlowRun.DEPTH_MAX
                        + " is the deepest: "
                        + name
                        + " > "
                        + String.join(" > ", way)
                        + "; let it return, and go on by its outcome");
    }

    /** A shortest way from one flow to another, both included; empty if there is none. */
    private List<String> way(String from, String to) {
        Map<String, String> cameBy = new TreeMap<>();
        Set<String> seen = new HashSet<>(Set.of(from));
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            String at = next.remove();
            if (at.equals(to)) {
                List<String> way = new ArrayList<>();
                for (String each = at; each != null; each = cameBy.get(each)) {
                    way.add(each);
                }
                Collections.reverse(way);
                return way;
            }
            for (String called : called(at)) {
                if (seen.add(called)) {
                    cameBy.put(called, at);
                    next.add(called);
                }
            }
        }
        return List.of();
    }

    private Set<String> called(String name) {
        LoadedFlow flow = flows.get(name);
        return flow == null
                ? Set.of()
                : flow.steps().values().stream()
                        .flatMap(step -> step.subFlow().stream())
                        .map(SubFlowCall::flow)
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
