package zarang.ivr.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowSet;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Nearest;
import zarang.yaml.Severity;

/** Runs the tests of flows. Immutable, any thread; keep it, as its parts take time to read. */
public final class FlowTests {
    private static final int TOLD = 40;

    private final TrialHouse house;
    private final TestFileReader reader;
    private final InstantSource clock;

    /**
     * @param clock tells how long the tests take
     */
    public FlowTests(TrialHouse house, InstantSource clock) {
        this.house = house;
        this.clock = clock;
        this.reader = new TestFileReader(house.zone());
    }

    /**
     * Runs tests. Blocks.
     *
     * @param flows those that were found good, in any order; others have no tests run
     * @param files {@code NAME.test.yaml} each
     */
    public TestReport run(List<FlowReport> flows, List<Path> files) {
        return tests(flows, files.stream().map(reader::read).toList());
    }

    /** Runs the tests of files that were read. */
    TestReport tests(List<FlowReport> flows, List<TestFile> files) {
        long began = clock.millis();
        List<TestReport.Result> results = new ArrayList<>();
        List<Finding> unreadable = new ArrayList<>();
        Coverage coverage = new Coverage();
        FlowSet together = house.together(flows);
        for (TestFile file : files) {
            unreadable.addAll(file.findings());
            Optional<Flow> flow = flow(flows, file);
            if (flow.isPresent()) {
                coverage.expects(flow.get());
                file.answers()
                        .forEach(answer -> answer.fault(flow.get()).ifPresent(unreadable::add));
                file.tests()
                        .forEach(test ->
                                results.add(run(file, together, flow.get(), test, coverage)));
            } else if (file.findings().isEmpty()) {
                unreadable.add(noFlow(flows, file));
                flows.stream()
                        .filter(report -> names(report).contains(file.flow()))
                        .forEach(report -> unreadable.addAll(report.findings()));
            }
        }
        Duration took = Duration.ofMillis(clock.millis() - began);
        return new TestReport(results, unreadable, coverage.all(), took);
    }

    private static Optional<Flow> flow(List<FlowReport> flows, TestFile file) {
        return flows.stream()
                .filter(report -> names(report).contains(file.flow()))
                .findFirst()
                .flatMap(FlowReport::flow);
    }

    /** By which a file of tests may mean a flow. */
    private static Set<String> names(FlowReport report) {
        Set<String> names = new TreeSet<>();
        report.flow().ifPresent(flow -> names.add(flow.name()));
        names.add(Path.of(report.file()).getFileName().toString().replaceFirst("\\.yaml$", ""));
        return names;
    }

    private static Finding noFlow(List<FlowReport> flows, TestFile file) {
        Set<String> known = new TreeSet<>();
        flows.forEach(report -> known.addAll(names(report)));
        String why =
                known.contains(file.flow())
                        ? "the flow '" + file.flow() + "' has faults; its tests cannot be run"
                        : "there is no flow '"
                                + file.flow()
                                + "'"
                                + Nearest.hint(file.flow(), known);
        return new Finding(FilePlace.start(file.file()), "flow", why, Severity.ERROR);
    }

    private TestReport.Result run(
            TestFile file, FlowSet together, Flow flow, TrialTest test, Coverage coverage) {
        TrialCall call = new TrialCall(together, flow.name(), test.world(), house, coverage);
        call.begin();
        LineRun lines = new LineRun(call);
        Optional<TestReport.Failure> failure = Optional.empty();
        for (TrialTest.Line line : test.lines()) {
            Optional<String> why = lines.perform(line.line());
            if (why.isPresent()) {
                failure =
                        Optional.of(
                                new TestReport.Failure(
                                        line.place(),
                                        line.text(),
                                        why.get(),
                                        call.transcript().last(TOLD)));
                break;
            }
        }
        if (!call.over()) {
            call.callerHangsUp();
        } else if (failure.isEmpty() && call.leftBehind() > 0) {
            failure = Optional.of(leftBehind(test, call));
        }
        return new TestReport.Result(file.file(), flow.name(), test.name(), test.place(), failure);
    }

    /** No fault of the script: a verb did not take back what it had set. */
    private static TestReport.Failure leftBehind(TrialTest test, TrialCall call) {
        return new TestReport.Failure(
                test.place(),
                "",
                call.leftBehind() + " timers were left behind at the end: a fault of a verb",
                call.transcript().last(TOLD));
    }
}
