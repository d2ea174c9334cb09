package zarang.ivr.lint;

import java.util.List;
import java.util.Set;
import zarang.ivr.load.LoadedFlow;
import zarang.ivr.rule.FlowRule;
import zarang.yaml.Nearest;
import zarang.yaml.YamlNode;

/** A step asks and closes calendars that there are. */
final class CalendarLint {
    /** The verbs that name one. */
    private static final List<String> VERBS = List.of("hours", "closure");

    private CalendarLint() {}

    static void lint(LoadedFlow flow, Set<String> known) {
        for (String step : flow.steps().keySet()) {
            VERBS.forEach(
                    verb -> flow.source(step).get(verb).ifPresent(node -> check(node, known)));
        }
    }

    private static void check(YamlNode node, Set<String> known) {
        node.text()
                .filter(name -> !known.contains(name))
                .ifPresent(name ->
                        node.refuse(
                                FlowRule.NO_SUCH_CALENDAR,
                                "there is no calendar '" + name + "'" + Nearest.hint(name, known)));
    }
}
