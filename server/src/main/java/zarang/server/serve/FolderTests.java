package zarang.server.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.trial.FlowTests;
import zarang.ivr.trial.TestFileReader;
import zarang.ivr.trial.TestReport;
import zarang.media.prompt.PromptLibrary;
import zarang.server.config.Settings;
import zarang.yaml.Finding;

/** The tests that lie beside the scripts of the folder. */
final class FolderTests {
    private FolderTests() {}

    /** What fails of them, under a virtual clock. Blocks. */
    static List<Finding> failed(
            Settings settings, List<FlowReport> scripts, PromptLibrary prompts, InstantSource clock)
            throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(settings.ivr().scripts())) {
            files =
                    found.filter(file -> file.toString().endsWith(TestFileReader.ENDING))
                            .sorted()
                            .toList();
        }
        if (files.isEmpty()) {
            return List.of();
        }
        TestReport report =
                new FlowTests(TrialHouses.of(settings, prompts), clock).run(scripts, files);
        return report.ok() ? List.of() : report.findings();
    }
}
