package zarang.ivr.step;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.ivr.expression.Known;
import zarang.ivr.expression.Template;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.variable.Variable;

/**
 * One step of a flow: one verb. What it can lead to, play and speak of was noted while it was read,
 * so that no verb has to say it twice.
 *
 * @param verb what it does, in general
 * @param exits by the key in the script, such as {@code next} or {@code on.found}
 * @param prompts it can play, without those that it says
 * @param says what it says in words of the language, such as numbers
 * @param said the text that it has spoken
 * @param speaks the variables it speaks of
 * @param sets the variables it sets
 * @param names what of the house it names, such as queues
 * @param subFlow the flow that it calls
 * @param returned the outcome that it returns to the flow which called this one
 * @param run what it does
 */
public record Step(
        String name,
        StepVerb verb,
        Map<String, StepExit> exits,
        List<String> prompts,
        Set<SpeechKind> says,
        Optional<Template> said,
        Set<Variable> speaks,
        Set<Variable> sets,
        List<StepName> names,
        Optional<SubFlowCall> subFlow,
        Optional<String> returned,
        StepRun run) {
    /** The exit that a step may have for a caller who hangs up in it. */
    public static final String CALLER_GONE = "on.abandoned";

    public Step {
        exits = Collections.unmodifiableMap(new LinkedHashMap<>(exits));
        prompts = List.copyOf(prompts);
        says = Set.copyOf(says);
        speaks = Set.copyOf(speaks);
        sets = Set.copyOf(sets);
        names = List.copyOf(names);
    }

    /** The text that it has spoken, if that is the same for every caller. */
    public Optional<String> fixedText() {
        return said.filter(Template::fixed).map(text -> text.text(Known.NOTHING).strip());
    }

    /** Where it leads when the caller hangs up in it, instead of {@code on-hang-up}. */
    public Optional<String> whenCallerGone() {
        return Optional.ofNullable(exits.get(CALLER_GONE)).map(StepExit::target);
    }

    /** What it names of a kind. */
    public List<StepName> names(StepName.Kind kind) {
        return names.stream().filter(each -> each.kind() == kind).toList();
    }

    /** Whether the caller hears it, so that the call must be answered first. */
    public boolean audible() {
        return !says.isEmpty() || !prompts.isEmpty();
    }
}
