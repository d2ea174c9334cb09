package zarang.ivr.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zarang.ivr.load.LoadedFlow;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.step.Step;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/** The steps that a flow goes to from anywhere. */
final class RescueLint {
    static final String ON_ERROR = "on-error";
    static final String ON_HANG_UP = "on-hang-up";

    private RescueLint() {}

    /** Those that are written. */
    static List<String> targets(YamlMap root) {
        return Stream.of(ON_ERROR, ON_HANG_UP)
                .flatMap(key -> root.get(key).flatMap(YamlNode::text).stream())
                .toList();
    }

    /** After the caller has hung up nothing is heard, and nobody waits. */
    static void lint(LoadedFlow flow, FlowPaths paths) {
        Optional<YamlNode> written = flow.root().get(ON_HANG_UP);
        written.flatMap(YamlNode::text)
                .ifPresent(target -> lint(flow, paths, target, written.get()));
        flow.steps()
                .values()
                .forEach(step ->
                        step.whenCallerGone()
                                .ifPresent(target ->
                                        lint(flow, paths, target, abandoned(flow, step))));
    }

    private static YamlNode abandoned(LoadedFlow flow, Step step) {
        return flow.source(step.name())
                .map("on")
                .flatMap(outcomes -> outcomes.get(Step.CALLER_GONE.substring("on.".length())))
                .orElse(flow.root());
    }

    private static void lint(LoadedFlow flow, FlowPaths paths, String target, YamlNode written) {
        paths.from(target).stream()
                .flatMap(name -> Optional.ofNullable(flow.steps().get(name)).stream())
                .filter(step -> !step.verb().afterHangUp())
                .forEach(step -> refuse(step, written));
    }

    private static void refuse(Step step, YamlNode written) {
        written.refuse(
                FlowRule.NEEDS_CALLER,
                "leads to the step '"
                        + step.name()
                        + "', which needs a caller: '"
                        + step.verb().name()
                        + "'; expected steps that need none, such as set, if or lookup");
    }
}
