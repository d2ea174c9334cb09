package zarang.ivr.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zarang.ivr.load.FlowLoader;
import zarang.ivr.load.LoadedFlow;
import zarang.ivr.model.Flow;
import zarang.ivr.model.FlowSignature;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.verb.IvrVerbs;
import zarang.yaml.Finding;
import zarang.yaml.YamlDocument;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlRule;

/**
 * Checks flows: reads, then lints, and reports everything at once. Any thread; keep it, because the
 * first use reads the schema and the rules of number speech.
 */
public final class FlowCheck {
    private static final Pattern OUTCOME = Pattern.compile("steps\\.[^.]+\\.on(\\..+)?");

    private final FlowLoader loader;

    /** Checks flows that are written with the verbs there are. */
    public FlowCheck() {
        this(IvrVerbs.found());
    }

    /** Checks flows that are written with these verbs. */
    public FlowCheck(IvrVerbs verbs) {
        this.loader = new FlowLoader(verbs);
    }

    private static Map<String, FlowSignature> callable(List<ReadFile> files) {
        Map<String, FlowSignature> found = new TreeMap<>();
        for (ReadFile file : files) {
            if (file.result() instanceof FlowLoader.Result.Loaded(LoadedFlow loaded)) {
                loaded.root()
                        .get("flow")
                        .flatMap(YamlNode::text)
                        .ifPresent(name -> found.putIfAbsent(name, loaded.signature()));
            }
        }
        return found;
    }

    /**
     * Checks files, each with all others to call, and reads each once. Two flows of one name and
     * flows that come to call themselves are findings. Blocks.
     */
    public List<FlowReport> together(List<Path> files, LintScope scope) {
        return together(files.stream().map(this::read), scope);
    }

    /** Checks texts in the same way. {@code texts} is by the name that each has in findings. */
    public List<FlowReport> together(Map<String, String> texts, LintScope scope) {
        return together(
                texts.entrySet().stream().map(each -> read(each.getKey(), each.getValue())), scope);
    }

    private List<FlowReport> together(Stream<ReadFile> files, LintScope scope) {
        List<ReadFile> read = files.toList();
        eachNameOnce(read);
        FlowCircles.lint(read.stream().flatMap(ReadFile::loaded));
        LintScope with = scope.with(callable(read));
        return read.stream().map(file -> report(file, with)).toList();
    }

    private static void eachNameOnce(List<ReadFile> files) {
        Map<String, String> fileByName = new HashMap<>();
        for (ReadFile file : files) {
            file.loaded()
                    .flatMap(flow -> flow.root().get("flow").stream())
                    .forEach(node ->
                            node.text()
                                    .map(name -> fileByName.putIfAbsent(name, file.name()))
                                    .ifPresent(first ->
                                            node.refuse(
                                                    FlowRule.DUPLICATE_FLOW,
                                                    "is the name of the flow in "
                                                            + first
                                                            + ", too")));
        }
    }

    /** Checks a file alone: what it calls is not looked at. Blocks. */
    public FlowReport check(Path file, LintScope scope) {
        return report(read(file), scope);
    }

    /** A file that was read, as far as it could be. */
    private record ReadFile(String name, String text, FlowLoader.Result result) {
        Stream<LoadedFlow> loaded() {
            return result instanceof FlowLoader.Result.Loaded(LoadedFlow loaded)
                    ? Stream.of(loaded)
                    : Stream.empty();
        }
    }

    private ReadFile read(Path file) {
        String name = file.toString();
        return text(file)
                .map(text -> read(name, text))
                .orElseGet(() -> new ReadFile(name, "", loader.load(file)));
    }

    /** Empty for what the loader then says is wrong: not there, too long, no UTF-8. */
    private static Optional<String> text(Path file) {
        try {
            return Files.size(file) > YamlDocument.BYTES_MAX
                    ? Optional.empty()
                    : Optional.of(Files.readString(file));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Checks a text in the same way. {@code file} is its name in findings. */
    public FlowReport check(String file, String text, LintScope scope) {
        return report(read(file, text), scope);
    }

    private ReadFile read(String name, String text) {
        return new ReadFile(name, text, loader.load(name, text));
    }

    private static Flow spoken(Flow flow, LintScope scope) {
        String language = flow.language();
        return flow.spokenBy(scope.prompts().flatMap(p -> p.speech(language).speech()));
    }

    private FlowReport report(ReadFile file, LintScope scope) {
        return switch (file.result()) {
            case FlowLoader.Result.Unreadable(List<Finding> findings) ->
                    new FlowReport(file.name(), Optional.empty(), findings, file.text());
            case FlowLoader.Result.Loaded(LoadedFlow loaded) -> {
                new FlowLint(scope).lint(loaded);
                List<Finding> findings =
                        loaded.findings().list().stream().map(FlowCheck::named).toList();
                boolean broken = loaded.findings().hasErrors();
                yield new FlowReport(
                        file.name(),
                        broken ? Optional.empty() : loaded.flow().map(f -> spoken(f, scope)),
                        findings,
                        file.text());
            }
        };
    }

    /** A required key below {@code on} is an outcome. */
    private static Finding named(Finding finding) {
        boolean outcome =
                finding.rule().equals(YamlRule.MISSING_KEY.id())
                        && OUTCOME.matcher(finding.key()).matches();
        return outcome
                ? new Finding(
                        finding.place(),
                        finding.key(),
                        finding.message(),
                        finding.severity(),
                        FlowRule.MISSING_OUTCOME.id())
                : finding;
    }
}
