package zarang.ivr.lint;

import java.util.Optional;
import java.util.Set;
import zarang.call.Words;
import zarang.ivr.load.LoadedFlow;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.speech.Speech;
import zarang.ivr.step.Step;
import zarang.ivr.step.StepName;
import zarang.ivr.variable.CallVariables;
import zarang.ivr.variable.Variable;
import zarang.yaml.Nearest;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/** Adds to a flow's findings what is wrong with it beyond its shape. */
final class FlowLint {
    private final LintScope scope;

    FlowLint(LintScope scope) {
        this.scope = scope;
    }

    void lint(LoadedFlow flow) {
        flow.written().ifPresent(all -> lint(flow, all));
    }

    private void lint(LoadedFlow flow, YamlMap all) {
        boolean targetsExist = targets(flow, all);
        Optional<String> start = flow.root().get("start").flatMap(YamlNode::text);
        if (targetsExist && start.isPresent() && flow.steps().size() == all.keys().size()) {
            FlowPaths paths =
                    new FlowPaths(flow.steps(), start.get(), RescueLint.targets(flow.root()));
            paths.unreachable()
                    .forEach(step ->
                            all.refuse(
                                    step,
                                    FlowRule.UNREACHABLE_STEP,
                                    "is never reached from the start"));
            paths.unset(variable -> isGiven(flow, variable))
                    .forEach((step, variable) ->
                            all.refuse(
                                    step,
                                    FlowRule.UNSET_VARIABLE,
                                    "speaks of " + variable.name() + unset(variable)));
            RescueLint.lint(flow, paths);
        }
        new SubFlowLint(flow, scope.flows()).lint();
        EndlessLoops.find(flow.steps())
                .forEach(loop ->
                        all.refuse(
                                loop.getFirst(),
                                FlowRule.ENDLESS_LOOP,
                                "goes round without asking the caller: "
                                        + String.join(" > ", loop)
                                        + " > "
                                        + loop.getFirst()
                                        + "; put a menu into the loop"));
        names(flow, StepName.Kind.QUEUE, scope.queues(), FlowRule.NO_SUCH_QUEUE);
        names(flow, StepName.Kind.CALENDAR, scope.calendars(), FlowRule.NO_SUCH_CALENDAR);
        names(flow, StepName.Kind.SECRET, scope.secrets(), FlowRule.NO_SUCH_SECRET);
        speech(flow);
        scope.prompts().ifPresent(folder -> new PromptLint(folder).lint(flow));
    }

    private static String unset(Variable variable) {
        return variable.ofCall()
                ? ", and no '" + variable.origin() + "' comes before it"
                : ", and no step before it sets it; give it a default under 'variables'";
    }

    /** The call is known from the start; what a flow that is called speaks of, its caller knows. */
    private static boolean isGiven(LoadedFlow flow, Variable variable) {
        boolean called = flow.steps().values().stream().anyMatch(s -> s.returned().isPresent());
        return CallVariables.ALL.contains(variable)
                || (variable.ofCall() && called)
                || flow.variables().isGiven(variable);
    }

    /** Every target must be a step, even one that is broken itself. */
    private static boolean targets(LoadedFlow flow, YamlMap all) {
        boolean good = target(flow.root(), "start", all);
        good &= target(flow.root(), RescueLint.ON_ERROR, all);
        good &= target(flow.root(), RescueLint.ON_HANG_UP, all);
        for (Step step : flow.steps().values()) {
            for (String exit : step.exits().keySet()) {
                YamlMap source = flow.source(step.name());
                good &=
                        exit.startsWith("on.")
                                ? source.map("on")
                                        .map(on -> target(on, exit.substring(3), all))
                                        .orElse(true)
                                : target(source, exit, all);
            }
        }
        return good;
    }

    private static boolean target(YamlMap source, String key, YamlMap all) {
        Optional<YamlNode> node = source.get(key);
        Optional<String> target = node.flatMap(YamlNode::text);
        if (node.isEmpty() || target.isEmpty() || all.has(target.get())) {
            return true;
        }
        String hint = Nearest.hint(target.get(), all.keys());
        node.get().refuse(FlowRule.NO_SUCH_STEP, "there is no step '" + target.get() + "'" + hint);
        return false;
    }

    /** Also of a language that has no prompts at all. */
    private void speech(LoadedFlow flow) {
        String language = flow.root().get("language").flatMap(YamlNode::text).orElse("");
        if (flow.flow().isEmpty()) {
            return;
        }
        Optional<Speech> speech =
                scope.prompts()
                        .map(folder -> folder.speech(language).speech())
                        .orElseGet(() -> Speech.shipped(language));
        for (Step step : flow.steps().values()) {
            step.says().stream()
                    .filter(kind -> !PromptLint.says(speech, kind))
                    .forEach(kind ->
                            flow.source(step.name())
                                    .refuse(
                                            FlowRule.NUMBER_WORDS,
                                            PromptLint.unspoken(kind, language)));
        }
    }

    private static void names(
            LoadedFlow flow, StepName.Kind kind, Optional<Set<String>> known, FlowRule rule) {
        known.ifPresent(there ->
                flow.steps()
                        .values()
                        .forEach(step ->
                                step.names(kind).stream()
                                        .filter(each -> !there.contains(each.name()))
                                        .forEach(each -> refuse(flow, step, each, there, rule))));
    }

    /** What stands at a key of a step, or one below it such as {@code secret-headers.Token}. */
    private static Optional<YamlNode> at(YamlMap source, String key) {
        int dot = key.indexOf('.');
        return dot < 0
                ? source.get(key)
                : source.map(key.substring(0, dot))
                        .flatMap(below -> below.get(key.substring(dot + 1)));
    }

    private static void refuse(
            LoadedFlow flow, Step step, StepName named, Set<String> known, FlowRule rule) {
        at(flow.source(step.name()), named.key())
                .ifPresent(node ->
                        node.refuse(
                                rule,
                                "there is no "
                                        + Words.of(named.kind())
                                        + " '"
                                        + named.name()
                                        + "'"
                                        + Nearest.hint(named.name(), known)));
    }
}
