package zarang.ivr.step;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.ivr.expression.Template;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.variable.Variable;

/** What is noted of a step while its keys are read. */
final class StepNotes {
    private final Map<String, StepExit> exits = new LinkedHashMap<>();
    private final List<String> prompts = new ArrayList<>();
    private final Set<Variable> speaks = new LinkedHashSet<>();
    private final Set<Variable> sets = new LinkedHashSet<>();
    private final List<StepName> names = new ArrayList<>();
    private final Set<SpeechKind> says = EnumSet.noneOf(SpeechKind.class);
    private Optional<Template> text = Optional.empty();
    private Optional<SubFlowCall> subFlow = Optional.empty();
    private Optional<String> returned = Optional.empty();

    void exit(String path, String target, boolean quick) {
        exits.put(path, new StepExit(target, quick));
    }

    void prompt(String name) {
        prompts.add(name);
    }

    void name(StepName name) {
        names.add(name);
    }

    void text(Template said) {
        text = Optional.of(said);
    }

    void speaks(Variable variable) {
        speaks.add(variable);
    }

    void speaksOnceSet(Variable variable) {
        speaks.remove(variable);
    }

    void sets(List<Variable> variables) {
        sets.addAll(variables);
    }

    void says(SpeechKind kind) {
        says.add(kind);
    }

    void calls(SubFlowCall call) {
        subFlow = Optional.of(call);
    }

    void returns(String outcome) {
        returned = Optional.of(outcome);
    }

    Step step(String name, StepVerb verb, StepRun run) {
        return new Step(
                name, verb, exits, prompts, says, text, speaks, sets, names, subFlow, returned,
                run);
    }
}
