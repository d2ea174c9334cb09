package zarang.ivr.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Severity;

/**
 * What came of running tests of flows.
 *
 * @param results in the order in which they are written
 * @param unreadable what is wrong with the files of tests themselves
 * @param coverage of each flow that has tests
 * @param took by the clock on the wall
 */
public record TestReport(
        List<Result> results,
        List<Finding> unreadable,
        List<Coverage.OfFlow> coverage,
        Duration took) {
    public TestReport {
        results = List.copyOf(results);
        unreadable = List.copyOf(unreadable);
        coverage = List.copyOf(coverage);
    }

    /**
     * What came of one test.
     *
     * @param place of its name
     * @param failure why it failed; empty if it is good
     */
    public record Result(
            String file, String flow, String test, FilePlace place, Optional<Failure> failure) {}

    /**
     * Why a test failed.
     *
     * @param place of the line
     * @param line as it is written
     * @param why what was expected, and what was found
     * @param transcript what happened up to there, a line each
     */
    public record Failure(FilePlace place, String line, String why, List<String> transcript) {
        public Failure {
            transcript = List.copyOf(transcript);
        }
    }

    public boolean ok() {
        return unreadable.stream().noneMatch(f -> f.severity() == Severity.ERROR) && failed() == 0;
    }

    public long failed() {
        return results.stream().filter(result -> result.failure().isPresent()).count();
    }

    /** Everything that is wrong, as the check of flows says it; sorted by place. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(unreadable);
        for (Result result : results) {
            result.failure()
                    .ifPresent(failure ->
                            all.add(
                                    new Finding(
                                            failure.place(),
                                            result.test(),
                                            failure.why(),
                                            Severity.ERROR)));
        }
        return all.stream().sorted().toList();
    }
}
