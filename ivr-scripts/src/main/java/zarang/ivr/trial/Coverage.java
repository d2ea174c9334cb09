package zarang.ivr.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowWatcher;

/** Which steps and outcomes of flows were reached. One thread. */
public final class Coverage implements FlowWatcher {
    private final Map<String, Flow> flows = new TreeMap<>();
    private final Set<Way> reached = new HashSet<>();

    /** A step, and an outcome that it was left by; empty for the step itself. */
    private record Way(String flow, String step, String exit) {}

    /**
     * What was reached of a flow.
     *
     * @param missingSteps by name, as they are written
     * @param missingOutcomes such as {@code main-menu on.0}; not those of steps that are missing
     */
    public record OfFlow(
            String flow,
            int steps,
            int outcomes,
            int outcomesReached,
            List<String> missingSteps,
            List<String> missingOutcomes) {
        public OfFlow {
            missingSteps = List.copyOf(missingSteps);
            missingOutcomes = List.copyOf(missingOutcomes);
        }
    }

    /** The flow is one of those that are looked at, reached or not. */
    void expects(Flow flow) {
        flows.putIfAbsent(flow.name(), flow);
    }

    @Override
    public void entered(Flow flow, String from, String exit, String step) {
        expects(flow);
        reached.add(new Way(flow.name(), step, ""));
        reached.add(new Way(flow.name(), from, exit));
    }

    @Override
    public void ended(Flow flow, String step, Ending how) {}

    /** For each flow, by name. */
    public List<OfFlow> all() {
        return flows.values().stream().map(this::of).toList();
    }

    private OfFlow of(Flow flow) {
        List<String> steps = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        int all = 0;
        int taken = 0;
        for (Map.Entry<String, zarang.ivr.step.Step> step : flow.steps().entrySet()) {
            String name = step.getKey();
            boolean stepReached = reached.contains(new Way(flow.name(), name, ""));
            if (!stepReached) {
                steps.add(name);
            }
            for (String exit : step.getValue().exits().keySet()) {
                all++;
                if (reached.contains(new Way(flow.name(), name, exit))) {
                    taken++;
                } else if (stepReached) {
                    outcomes.add(name + " " + exit);
                }
            }
        }
        return new OfFlow(flow.name(), flow.steps().size(), all, taken, steps, outcomes);
    }
}
