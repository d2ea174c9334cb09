package zarang.ivr.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zarang.ivr.variable.Variable;

/** What is noted of a step while its keys are read. */
final class StepNotes {
    private final Map<String, StepExit> exits = new LinkedHashMap<>();
    private final List<String> prompts = new ArrayList<>();
    private final Set<Variable> speaks = new LinkedHashSet<>();
    private final Set<Variable> sets = new LinkedHashSet<>();
    private final Map<String, String> queues = new LinkedHashMap<>();
    private boolean speaksNumbers;

    void exit(String path, String target, boolean quick) {
        exits.put(path, new StepExit(target, quick));
    }

    void prompt(String name) {
        prompts.add(name);
    }

    void queue(String path, String name) {
        queues.put(path, name);
    }

    void speaks(Variable variable) {
        speaks.add(variable);
    }

    void sets(List<Variable> variables) {
        sets.addAll(variables);
    }

    void speaksNumbers() {
        speaksNumbers = true;
    }

    Step step(String name, StepRun run) {
        return new Step(name, exits, prompts, speaksNumbers, speaks, sets, queues, run);
    }
}
