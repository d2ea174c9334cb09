package zarang.ivr.lint;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import zarang.ivr.model.Step;

/** The ways through a flow whose targets all exist. */
final class FlowPaths {
    private final Map<String, Step> steps;
    private final Set<String> fromStart;

    FlowPaths(Map<String, Step> steps, String start) {
        this.steps = steps;
        this.fromStart = reached(List.of(start));
    }

    /** Steps that no way leads to. */
    List<String> unreachable() {
        return steps.keySet().stream().filter(step -> !fromStart.contains(step)).toList();
    }

    /** Steps that speak of a member though no way to them passes a look-up. */
    List<String> unset() {
        Set<String> afterLookUp =
                reached(
                        steps.values().stream()
                                .filter(s -> s instanceof Step.LookUp)
                                .flatMap(s -> s.exits().values().stream())
                                .toList());
        return steps.values().stream()
                .filter(s -> s.variable().isPresent() && !afterLookUp.contains(s.name()))
                .map(Step::name)
                .toList();
    }

    private Set<String> reached(Collection<String> from) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            String name = open.pop();
            Step step = steps.get(name);
            if (step != null && reached.add(name)) {
                open.addAll(step.exits().values());
            }
        }
        return reached;
    }
}
