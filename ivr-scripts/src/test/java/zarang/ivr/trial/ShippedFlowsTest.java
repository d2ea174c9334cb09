package zarang.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;

/** Every flow that ships has its tests beside it, they are good, and they reach all of it. */
class ShippedFlowsTest {
    private static final Path SCRIPTS = Path.of("scripts");
    private static final List<FlowReport> FLOWS =
            FlowFolder.check(SCRIPTS, new FlowCheck(), LintScope.NONE);

    private static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.filter(f -> f.toString().endsWith(TestFileReader.ENDING))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void testsOfEveryFlowAreGoodAndReachEveryStepAndOutcome() throws IOException {
        assertThat(FLOWS).isNotEmpty().allMatch(FlowReport::ok);
        TestReport report =
                new FlowTests(TrialHouse.plain(), new VirtualLoop()).run(FLOWS, tests());
        assertThat(report.ok()).as(TestReportText.text(report)).isTrue();
        assertThat(report.coverage()).hasSameSizeAs(FLOWS);
        assertThat(report.coverage())
                .allSatisfy(flow -> {
                    assertThat(flow.missingSteps()).as(flow.flow()).isEmpty();
                    assertThat(flow.missingOutcomes()).as(flow.flow()).isEmpty();
                });
    }
}
