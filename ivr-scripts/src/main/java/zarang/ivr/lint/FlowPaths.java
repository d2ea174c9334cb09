package zarang.ivr.lint;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import zarang.ivr.step.Step;
import zarang.ivr.step.StepExit;
import zarang.ivr.variable.Variable;

/** The ways through a flow whose targets all exist. */
final class FlowPaths {
    private final Map<String, Step> steps;
    private final List<String> rescue;
    private final Set<String> fromStart;

    /**
     * @param rescue steps to which the flow can come from any other
     */
    FlowPaths(Map<String, Step> steps, String start, List<String> rescue) {
        this.steps = steps;
        this.rescue = rescue;
        this.fromStart = reached(Stream.concat(Stream.of(start), rescue.stream()).toList());
    }

    /** Steps that no way leads to. */
    List<String> unreachable() {
        return steps.keySet().stream().filter(step -> !fromStart.contains(step)).toList();
    }

    /** The steps to which a step leads, itself among them. */
    Set<String> from(String step) {
        return reached(List.of(step));
    }

    /**
     * Variables by the step that speaks of them though no way to it passes one that sets them.
     *
     * @param given whether a variable holds something from the start
     */
    SequencedMap<String, Variable> unset(Predicate<Variable> given) {
        SequencedMap<String, Variable> unset = new LinkedHashMap<>();
        for (Step step : steps.values()) {
            for (Variable variable : step.speaks()) {
                if (!given.test(variable) && !afterSet(variable).contains(step.name())) {
                    unset.putIfAbsent(step.name(), variable);
                }
            }
        }
        return unset;
    }

    private Set<String> afterSet(Variable variable) {
        List<String> after =
                steps.values().stream()
                        .filter(step -> step.sets().contains(variable))
                        .flatMap(FlowPaths::targets)
                        .toList();
        return reached(
                after.isEmpty() ? after : Stream.concat(after.stream(), rescue.stream()).toList());
    }

    private static Stream<String> targets(Step step) {
        return step.exits().values().stream().map(StepExit::target);
    }

    private Set<String> reached(Collection<String> from) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            String name = open.pop();
            Step step = steps.get(name);
            if (step != null && reached.add(name)) {
                targets(step).forEach(open::add);
            }
        }
        return reached;
    }
}
