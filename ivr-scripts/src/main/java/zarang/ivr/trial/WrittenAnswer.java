package zarang.ivr.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zarang.call.script.HttpArguments;
import zarang.ivr.model.Flow;
import zarang.ivr.service.SpeechService;
import zarang.ivr.step.Step;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Nearest;
import zarang.yaml.Severity;
import zarang.yaml.YamlList;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/**
 * An answer that a file of tests gives.
 *
 * @param name of a step or a service
 */
record WrittenAnswer(String name, String outcome, FilePlace place) {
    /** What every step can be answered, or what services say by a word of their own. */
    private static final Set<String> ALWAYS =
            Set.of(
                    "timeout",
                    "error",
                    HttpArguments.FOUND,
                    HttpArguments.NOT_FOUND,
                    SpeechService.SPOKEN);

    /** Those below {@code given}. */
    static List<WrittenAnswer> in(YamlMap given) {
        List<WrittenAnswer> all = new ArrayList<>();
        given.map("answers")
                .ifPresent(map ->
                        map.values()
                                .forEach((name, node) ->
                                        each(node).forEach(one -> all.add(of(name, one)))));
        return all;
    }

    private static List<YamlNode> each(YamlNode node) {
        return node instanceof YamlList list ? list.items() : List.of(node);
    }

    private static WrittenAnswer of(String name, YamlNode node) {
        String outcome =
                node instanceof YamlMap map ? map.keys().getFirst() : node.text().orElse("");
        return new WrittenAnswer(name, outcome, node.place());
    }

    /** What is wrong with it, if it is for a step of that flow: the step cannot come to it. */
    Optional<Finding> fault(Flow flow) {
        return Optional.ofNullable(flow.steps().get(name))
                .map(Step::verb)
                .filter(verb ->
                        !ALWAYS.contains(outcome)
                                && !verb.outcomes().contains(outcome)
                                && !verb.outcomes().contains("*"))
                .map(verb ->
                        new Finding(
                                place,
                                "answers." + name,
                                "found '"
                                        + outcome
                                        + "', which "
                                        + verb.name()
                                        + " never comes to"
                                        + Nearest.hint(outcome, verb.outcomes()),
                                Severity.ERROR));
    }
}
