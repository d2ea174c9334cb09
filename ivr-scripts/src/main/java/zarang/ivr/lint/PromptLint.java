package zarang.ivr.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zarang.ivr.load.LoadedFlow;
import zarang.ivr.model.FlowLimits;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.speech.Speech;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.spoken.RecordedTexts;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.Step;
import zarang.yaml.Nearest;
import zarang.yaml.YamlList;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/** Checks that every prompt a flow can play is there in every language. */
final class PromptLint {
    private static final int NAMED_MAX = 5;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    private final KnownPrompts folder;

    /** A file that cannot be played is reported where it is used first. */
    private final Set<String> told = new HashSet<>();

    PromptLint(KnownPrompts folder) {
        this.folder = folder;
    }

    void lint(LoadedFlow flow) {
        Optional<String> problem = folder.problem();
        if (problem.isPresent()) {
            YamlNode place = flow.root().get("language").orElse(flow.root());
            place.refuse(
                    FlowRule.NO_PROMPTS,
                    problem.get() + "; say which it is with ivr.prompts or --prompts");
            return;
        }
        Set<String> languages = new TreeSet<>(folder.languages());
        Optional<String> own = flow.root().get("language").flatMap(n -> n.text());
        own.filter(l -> LANGUAGE.matcher(l).matches()).ifPresent(languages::add);
        List<String> last =
                List.of(
                        lastWords(flow, "apology", FlowLimits.DEFAULT.apology()),
                        lastWords(flow, "closing", FlowLimits.DEFAULT.closing()));
        for (String language : languages) {
            if (folder.names(language).isEmpty()) {
                flow.root()
                        .get("language")
                        .orElse(flow.root())
                        .refuse(
                                FlowRule.NO_PROMPTS,
                                "there are no prompts in language "
                                        + language
                                        + ": expected some in "
                                        + folder.folder().resolve(language));
                continue;
            }
            flow.findings().addAll(folder.speech(language).findings());
            for (Step step : flow.steps().values()) {
                YamlMap source = flow.source(step.name());
                new TreeSet<>(step.prompts()).forEach(p -> prompt(p, language, source));
                step.says().forEach(kind -> says(kind, language, source));
            }
            YamlNode limits = flow.root().get("limits").orElse(flow.root());
            last.forEach(prompt -> prompt(prompt, language, limits));
        }
        if (!folder.hasVoice()) {
            own.ifPresent(language -> texts(flow, language));
        }
    }

    /** Where nobody speaks, a text is put together from recordings, or not at all. */
    private void texts(LoadedFlow flow, String language) {
        RecordedTexts recorded = RecordedTexts.read(folder.folder());
        for (Step step : flow.steps().values()) {
            boolean spoken =
                    step.said().isEmpty()
                            || step.fixedText()
                                    .flatMap(text -> recorded.find(language, text))
                                    .isPresent();
            if (!spoken) {
                flow.source(step.name())
                        .refuse(
                                "say-text",
                                FlowRule.NO_SUCH_PROMPT,
                                "nobody speaks this text: set speech.command or speech.url, or"
                                        + " record each of its sentences and write them into"
                                        + " prompts.tsv");
            }
        }
    }

    private static String lastWords(LoadedFlow flow, String key, String usual) {
        return flow.root()
                .map("limits")
                .flatMap(limits -> limits.text(key))
                .map(Shapes::promptName)
                .orElse(usual);
    }

    /** At the place where the prompt is written; at the step if it is a default. */
    private void prompt(String prompt, String language, YamlNode source) {
        if (folder.has(language, prompt)) {
            if (told.add(language + "/" + prompt)) {
                folder.fault(language, prompt)
                        .ifPresent(why ->
                                written(source, prompt)
                                        .orElse(source)
                                        .refuse(
                                                FlowRule.UNPLAYABLE_PROMPT,
                                                "prompt '"
                                                        + prompt
                                                        + "' cannot be played: "
                                                        + why));
            }
            return;
        }
        String hint =
                Nearest.to(prompt, folder.names(language))
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse("");
        written(source, prompt)
                .orElse(source)
                .refuse(
                        FlowRule.NO_SUCH_PROMPT,
                        "there is no prompt '" + prompt + "' in language " + language + hint);
    }

    private static Optional<YamlNode> written(YamlNode node, String prompt) {
        return switch (node) {
            case YamlScalar scalar ->
                    scalar.raw().equals(prompt) || scalar.raw().equals("prompts/" + prompt)
                            ? Optional.of(scalar)
                            : Optional.empty();
            case YamlList list -> first(list.items(), prompt);
            case YamlMap map ->
                    first(
                            map.values().entrySet().stream()
                                    .filter(e -> !List.of("on", "next").contains(e.getKey()))
                                    .map(e -> e.getValue())
                                    .toList(),
                            prompt);
        };
    }

    private static Optional<YamlNode> first(List<YamlNode> nodes, String prompt) {
        return nodes.stream().flatMap(n -> written(n, prompt).stream()).findFirst();
    }

    private void says(SpeechKind kind, String language, YamlMap source) {
        Optional<Speech> speech = folder.speech(language).speech();
        if (!says(speech, kind)) {
            source.refuse(FlowRule.NUMBER_WORDS, unspoken(kind, language));
            return;
        }
        Set<String> needed = new TreeSet<>(speech.orElseThrow().vocabulary(kind));
        needed.stream()
                .filter(word -> folder.has(language, word))
                .forEach(word -> prompt(word, language, source));
        List<String> missing = needed.stream().filter(p -> !folder.has(language, p)).toList();
        if (!missing.isEmpty()) {
            String more = missing.size() > NAMED_MAX ? ", …" : "";
            source.refuse(
                    FlowRule.NUMBER_WORDS,
                    missing.size()
                            + " prompts for "
                            + kind.words()
                            + " are missing in language "
                            + language
                            + ": "
                            + missing.stream()
                                    .limit(NAMED_MAX)
                                    .map(p -> p + " (" + speech.get().words().get(p) + ")")
                                    .collect(Collectors.joining(", "))
                            + more);
        }
    }

    static boolean says(Optional<Speech> speech, SpeechKind kind) {
        return speech.isPresent() && !speech.get().vocabulary(kind).isEmpty();
    }

    static String unspoken(SpeechKind kind, String language) {
        return kind.words() + " cannot be spoken in language " + language;
    }
}
