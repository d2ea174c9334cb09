package zarang.ivr.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.ivr.model.Flow;
import zarang.ivr.model.FlowLimits;
import zarang.ivr.model.FlowVariables;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.Step;
import zarang.ivr.verb.IvrVerbs;
import zarang.yaml.Finding;
import zarang.yaml.Findings;
import zarang.yaml.Parsed;
import zarang.yaml.YamlDocument;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlSchema;

/**
 * Reads flows. Immutable, any thread; keep it, because the schema is what takes time.
 *
 * <p>Reads only: whether the targets exist and the prompts are there is the lint's to say.
 */
public final class FlowLoader {
    private final IvrVerbs verbs;
    private final YamlSchema schema;

    /** A loader of flows that are written with the verbs there are. */
    public FlowLoader() {
        this(IvrVerbs.found());
    }

    /** A loader of flows that are written with these verbs. */
    public FlowLoader(IvrVerbs verbs) {
        this.verbs = verbs;
        this.schema = YamlSchema.of(FlowSchema.json(verbs));
    }

    /** Reads a flow's text. {@code file} is its name in findings. */
    public Result load(String file, String text) {
        return read(YamlDocument.examine(file, text, schema));
    }

    /** Reads a flow's file. Blocks. */
    public Result load(Path file) {
        return read(YamlDocument.examine(file, schema));
    }

    /** What came of it. */
    public sealed interface Result {
        record Loaded(LoadedFlow flow) implements Result {}

        /** Not even YAML to its end; findings are of what could be read. */
        record Unreadable(List<Finding> findings) implements Result {}
    }

    private Result read(Parsed parsed) {
        return switch (parsed) {
            case Parsed.Refused(List<Finding> findings) -> new Result.Unreadable(findings);
            case Parsed.Document(YamlDocument document) -> new Result.Loaded(build(document));
        };
    }

    private LoadedFlow build(YamlDocument document) {
        Findings findings = document.findings();
        YamlMap root = document.root();
        List<String> broken = findings.list().stream().map(Finding::key).toList();
        Map<String, Step> steps = new LinkedHashMap<>();
        if (broken.size() >= Findings.LIMIT) {
            // Findings were dropped: which steps are whole is not known any more.
            return new LoadedFlow(root, findings, FlowVariables.NONE, steps, Optional.empty());
        }
        FlowVariables variables = Declarations.read(root);
        LoadedFlow.written(root)
                .map(YamlMap::values)
                .orElse(Map.of())
                .forEach((name, node) -> {
                    if (node instanceof YamlMap source && !isBroken(name, broken)) {
                        verbs.read(name, source, variables.all())
                                .ifPresent(step -> steps.put(name, step));
                    }
                });
        FlowLimits limits =
                broken.stream().anyMatch(key -> key.startsWith("limits"))
                        ? FlowLimits.DEFAULT
                        : limits(root.map("limits"));
        if (findings.hasErrors()) {
            return new LoadedFlow(root, findings, variables, steps, Optional.empty());
        }
        Flow flow =
                new Flow(
                        root.text("flow").orElseThrow(),
                        root.text("title").orElse(""),
                        root.text("language").orElseThrow(),
                        root.text("start").orElseThrow(),
                        limits,
                        variables,
                        root.get("outcomes").map(YamlNode::texts).orElse(List.of()),
                        new Flow.Rescue(root.text("on-error"), root.text("on-hang-up")),
                        Optional.empty(),
                        steps);
        return new LoadedFlow(root, findings, variables, steps, Optional.of(flow));
    }

    private static boolean isBroken(String step, List<String> keys) {
        String path = "steps." + step;
        return keys.stream().anyMatch(key -> key.equals(path) || key.startsWith(path + "."));
    }

    private static FlowLimits limits(Optional<YamlMap> written) {
        FlowLimits usual = FlowLimits.DEFAULT;
        if (written.isEmpty()) {
            return usual;
        }
        YamlMap map = written.get();
        Duration time =
                map.duration("time", FlowLimits.TIME_MIN, FlowLimits.TIME_MAX).orElse(usual.time());
        Duration idle =
                map.duration("idle", FlowLimits.IDLE_MIN, FlowLimits.IDLE_MAX).orElse(usual.idle());
        return new FlowLimits(
                map.integer("steps", 1, FlowLimits.STEPS_MAX).orElse(usual.steps()),
                time,
                idle,
                map.text("apology").map(Shapes::promptName).orElse(usual.apology()),
                map.text("closing").map(Shapes::promptName).orElse(usual.closing()));
    }
}
