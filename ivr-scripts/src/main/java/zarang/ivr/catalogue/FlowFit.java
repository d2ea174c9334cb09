package zarang.ivr.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.LintScope;
import zarang.ivr.rule.FlowRule;
import zarang.yaml.Finding;
import zarang.yaml.Severity;

/**
 * Whether a version of a flow fits those of the others that are in front: what it calls, and what
 * calls it. A folder is published as a whole and fits; a version that is put in front by itself may
 * not, and the caller who comes to that call hears it.
 */
public final class FlowFit {
    private static final Set<String> OF_CALLS =
            Set.of(FlowRule.SUB_FLOW.id(), FlowRule.NO_SUCH_FLOW.id());

    private FlowFit() {}

    /**
     * What does not fit, as warnings: two flows that changed together can only go back one after
     * the other. Blocks.
     *
     * @param wanted about to be in front
     * @param inFront the numbers of those that are now, by flow
     */
    public static List<Finding> warnings(
            FlowVersion wanted, Map<String, Integer> inFront, FlowStore store, FlowCheck check)
            throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, Integer> each : inFront.entrySet()) {
            Optional<FlowVersion> now =
                    each.getKey().equals(wanted.flow())
                            ? Optional.of(wanted)
                            : store.find(each.getKey(), each.getValue());
            now.ifPresent(version ->
                    texts.put(version.flow() + " version " + version.number(), version.text()));
        }
        return check.together(texts, LintScope.NONE).stream()
                .flatMap(report -> report.findings().stream())
                .filter(finding -> OF_CALLS.contains(finding.rule()))
                .map(finding ->
                        new Finding(
                                finding.place(),
                                finding.key(),
                                finding.message(),
                                Severity.WARNING,
                                finding.rule()))
                .toList();
    }
}
