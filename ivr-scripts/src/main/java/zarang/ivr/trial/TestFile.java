package zarang.ivr.trial;

import java.util.List;
import zarang.yaml.Finding;

/**
 * A file of tests, as far as it could be read.
 *
 * @param flow the name of the flow that it tests, or of its script without ending
 * @param tests none if anything is wrong
 * @param answers what it answers steps and services
 * @param findings what is wrong
 */
public record TestFile(
        String file,
        String flow,
        List<TrialTest> tests,
        List<WrittenAnswer> answers,
        List<Finding> findings) {
    public TestFile {
        answers = List.copyOf(answers);
        tests = List.copyOf(tests);
        findings = List.copyOf(findings);
    }
}
