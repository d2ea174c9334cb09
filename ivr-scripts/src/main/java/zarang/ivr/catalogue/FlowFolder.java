package zarang.ivr.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.trial.TestFileReader;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.FindingRule;
import zarang.yaml.Severity;
import zarang.yaml.YamlRule;

/** A folder of flows, one {@code .yaml} file each; their tests lie beside them. */
public final class FlowFolder {
    private FlowFolder() {}

    /**
     * Checks every flow of a folder, in order of file name, each with all others to call. Two flows
     * of one name are a finding. Blocks.
     */
    public static List<FlowReport> check(Path folder, FlowCheck check, LintScope scope) {
        List<Path> files;
        try {
            files = files(folder);
        } catch (IOException | UncheckedIOException e) {
            return List.of(
                    refused(
                            folder.toString(),
                            YamlRule.UNREADABLE,
                            "cannot be read: " + e.getMessage()));
        }
        Map<String, String> fileByFlow = new HashMap<>();
        List<FlowReport> reports = new ArrayList<>();
        for (FlowReport report : check.together(files, scope)) {
            String first =
                    report.flow()
                            .map(flow -> fileByFlow.putIfAbsent(flow.name(), report.file()))
                            .orElse(null);
            reports.add(
                    first == null
                            ? report
                            : refused(
                                    report.file(),
                                    FlowRule.DUPLICATE_FLOW,
                                    "has the same flow name as " + first));
        }
        return reports;
    }

    /** The folder in which a file lies. */
    public static Path of(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        return folder == null ? whole : folder;
    }

    /** The files of flows: {@code *.yaml} but {@code *.test.yaml}. Blocks. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(FlowFolder::isFlow).sorted().toList();
        }
    }

    private static boolean isFlow(Path file) {
        String name = file.toString();
        return name.endsWith(".yaml") && !name.endsWith(TestFileReader.ENDING);
    }

    private static FlowReport refused(String file, FindingRule rule, String message) {
        return new FlowReport(
                file,
                Optional.empty(),
                List.of(new Finding(FilePlace.start(file), "", message, Severity.ERROR, rule.id())),
                "");
    }
}
