package zarang.server.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;
import zarang.ivr.speech.Speech;
import zarang.ivr.step.Step;

/** Which flows play which prompts, as the folder of the flows is now. */
final class PromptUses {
    private final Map<String, NavigableSet<String>> flowsByPrompt = new TreeMap<>();

    private PromptUses() {}

    /** Flows that are broken are left out. Blocks. */
    static PromptUses of(Path scripts) {
        PromptUses uses = new PromptUses();
        for (FlowReport report : FlowFolder.check(scripts, new FlowCheck(), LintScope.NONE)) {
            report.flow().ifPresent(uses::add);
        }
        return uses;
    }

    private void add(Flow flow) {
        use(List.of(flow.limits().apology(), flow.limits().closing()), flow);
        for (Step step : flow.steps().values()) {
            use(step.prompts(), flow);
            flow.speech()
                    .or(() -> Speech.shipped(flow.language()))
                    .ifPresent(words ->
                            step.says().forEach(kind -> use(words.vocabulary(kind), flow)));
        }
    }

    private void use(Iterable<String> prompts, Flow flow) {
        prompts.forEach(prompt ->
                flowsByPrompt.computeIfAbsent(prompt, p -> new TreeSet<>()).add(flow.name()));
    }

    /** Everything that a flow plays. */
    Set<String> prompts() {
        return flowsByPrompt.keySet();
    }

    /** The flows that play it, by name. */
    Set<String> flows(String prompt) {
        return flowsByPrompt.getOrDefault(prompt, new TreeSet<>());
    }
}
