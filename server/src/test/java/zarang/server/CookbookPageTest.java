package zarang.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.loop.VirtualLoop;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.trial.FlowTests;
import zarang.ivr.trial.TestReport;
import zarang.ivr.trial.TrialHouse;

/** Every recipe is a flow that is good, and whose tests are good and come to each of its steps. */
class CookbookPageTest {
    private static final int LEAST = 12;

    @TempDir private Path home;

    @Test
    void everyRecipeIsAFlowWhoseTestsAreGoodAndReachAllOfIt() throws Exception {
        try (PageReader reader = new PageReader(home)) {
            reader.read(Page.read("IVR-COOKBOOK.md"));
        }
        Path scripts = home.resolve("conf/scripts");
        List<FlowReport> flows = FlowFolder.check(scripts, new FlowCheck(), LintScope.NONE);
        assertThat(flows).hasSizeGreaterThan(LEAST).allMatch(report -> report.findings().isEmpty());
        try (Stream<Path> files = Files.list(scripts)) {
            TestReport report =
                    new FlowTests(TrialHouse.plain(), new VirtualLoop())
                            .run(
                                    flows,
                                    files.filter(file -> file.toString().endsWith(".test.yaml"))
                                            .toList());
            assertThat(report.coverage()).hasSameSizeAs(flows);
            assertThat(report.coverage())
                    .allSatisfy(flow -> assertThat(flow.missingSteps()).as(flow.flow()).isEmpty());
        }
    }
}
