package zarang.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.loop.VirtualLoop;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;

/** Every flow that ships has its tests beside it, they are good, and they reach all of it. */
class ShippedFlowsTest {
    private static List<Path> tests(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(TestFileReader.ENDING))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripts", "scenarios"})
    void testsOfEveryFlowAreGoodAndReachEveryStepAndOutcome(Path folder) throws IOException {
        List<FlowReport> flows = FlowFolder.check(folder, new FlowCheck(), LintScope.NONE);
        assertThat(flows).isNotEmpty().allMatch(FlowReport::ok);
        TestReport report =
                new FlowTests(TrialHouse.plain(), new VirtualLoop()).run(flows, tests(folder));
        assertThat(report.ok()).as(TestReportText.text(report)).isTrue();
        assertThat(report.coverage()).hasSameSizeAs(flows);
        assertThat(report.coverage())
                .allSatisfy(flow -> {
                    assertThat(flow.missingSteps()).as(flow.flow()).isEmpty();
                    assertThat(flow.missingOutcomes()).as(flow.flow()).isEmpty();
                });
    }
}
