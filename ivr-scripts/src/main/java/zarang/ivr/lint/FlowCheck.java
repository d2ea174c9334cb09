package zarang.ivr.lint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zarang.ivr.load.FlowLoader;
import zarang.ivr.load.LoadedFlow;
import zarang.yaml.Finding;

/**
 * Checks flows: reads, then lints, and reports everything at once. Any thread; keep it, because the
 * first use reads the schema and the rules of number speech.
 */
public final class FlowCheck {
    private final FlowLoader loader = new FlowLoader();
    private final Vocabulary vocabulary = new Vocabulary();

    /** Checks a file. Blocks. */
    public FlowReport check(Path file, LintScope scope) {
        return report(file.toString(), loader.load(file), scope);
    }

    /** Checks a text. {@code file} is its name in findings. */
    public FlowReport check(String file, String text, LintScope scope) {
        return report(file, loader.load(file, text), scope);
    }

    private FlowReport report(String file, FlowLoader.Result result, LintScope scope) {
        return switch (result) {
            case FlowLoader.Result.Unreadable(List<Finding> findings) ->
                    new FlowReport(file, Optional.empty(), findings);
            case FlowLoader.Result.Loaded(LoadedFlow loaded) -> {
                new FlowLint(scope, vocabulary).lint(loaded);
                List<Finding> findings = loaded.findings().list();
                boolean broken = loaded.findings().hasErrors();
                yield new FlowReport(file, broken ? Optional.empty() : loaded.flow(), findings);
            }
        };
    }
}
