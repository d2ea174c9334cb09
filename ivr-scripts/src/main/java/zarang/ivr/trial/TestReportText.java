package zarang.ivr.trial;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.yaml.Finding;

/** Renders what came of tests, for people and for programs. */
public final class TestReportText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TestReportText() {}

    /** What failed with its transcript, then a line for each file, the coverage and the sum. */
    public static String text(TestReport report) {
        StringBuilder text = new StringBuilder();
        report.unreadable().forEach(finding -> text.append(finding).append('\n'));
        Map<String, int[]> byFile = new TreeMap<>();
        for (TestReport.Result result : report.results()) {
            int[] counts = byFile.computeIfAbsent(result.file(), f -> new int[2]);
            counts[0]++;
            if (result.failure().isPresent()) {
                counts[1]++;
                failed(result, result.failure().get(), text);
            }
        }
        byFile.forEach((file, counts) ->
                text.append(file)
                        .append(": ")
                        .append(counts[0])
                        .append(counts[0] == 1 ? " test, " : " tests, ")
                        .append(counts[1] == 0 ? "all good" : counts[1] + " failed")
                        .append('\n'));
        report.coverage().forEach(flow -> coverage(flow, text));
        text.append(
                String.format(
                        Locale.ROOT,
                        "%d tests, %d failed, in %.1f s%n",
                        report.results().size(),
                        report.failed(),
                        report.took().toMillis() / 1000.0));
        return text.toString();
    }

    private static void failed(
            TestReport.Result result, TestReport.Failure failure, StringBuilder text) {
        text.append(failure.place())
                .append(": ")
                .append(result.test())
                .append(": ")
                .append(failure.why())
                .append('\n');
        failure.transcript().forEach(line -> text.append("    ").append(line).append('\n'));
        text.append("  > ").append(failure.line()).append('\n');
    }

    private static void coverage(Coverage.OfFlow flow, StringBuilder text) {
        text.append("coverage of ")
                .append(flow.flow())
                .append(": ")
                .append(flow.steps() - flow.missingSteps().size())
                .append(" of ")
                .append(flow.steps())
                .append(" steps, ")
                .append(flow.outcomesReached())
                .append(" of ")
                .append(flow.outcomes())
                .append(" outcomes\n");
        list("  steps never reached: ", flow.missingSteps(), text);
        list("  outcomes never taken: ", flow.missingOutcomes(), text);
    }

    private static void list(String title, List<String> names, StringBuilder text) {
        if (!names.isEmpty()) {
            text.append(title).append(String.join(", ", names)).append('\n');
        }
    }

    /**
     * {@code {"ok", "ms", "tests": [{"file", "flow", "test", "line", "column", "ok", "why"?,
     * "transcript"?}], "findings": [{"file", "line", "column", "key", "message"}], "coverage":
     * [{"flow", "steps", "outcomes", "outcomes-reached", "missing-steps", "missing-outcomes"}]}}.
     */
    public static String json(TestReport report) {
        ObjectNode json = JSON.createObjectNode();
        json.put("ok", report.ok()).put("ms", report.took().toMillis());
        ArrayNode tests = json.putArray("tests");
        report.results().forEach(result -> describe(result, tests.addObject()));
        ArrayNode findings = json.putArray("findings");
        report.unreadable().forEach(finding -> describe(finding, findings.addObject()));
        ArrayNode coverage = json.putArray("coverage");
        report.coverage().forEach(flow -> describe(flow, coverage.addObject()));
        return JSON.writeValueAsString(json) + "\n";
    }

    private static void describe(TestReport.Result result, ObjectNode json) {
        json.put("file", result.file())
                .put("flow", result.flow())
                .put("test", result.test())
                .put("line", result.failure().map(f -> f.place()).orElse(result.place()).line())
                .put("column", result.failure().map(f -> f.place()).orElse(result.place()).column())
                .put("ok", result.failure().isEmpty());
        result.failure()
                .ifPresent(failure -> {
                    json.put("why", failure.why());
                    ArrayNode transcript = json.putArray("transcript");
                    failure.transcript().forEach(transcript::add);
                });
    }

    private static void describe(Finding finding, ObjectNode json) {
        json.put("file", finding.place().file())
                .put("line", finding.place().line())
                .put("column", finding.place().column())
                .put("key", finding.key())
                .put("message", finding.message());
    }

    private static void describe(Coverage.OfFlow flow, ObjectNode json) {
        json.put("flow", flow.flow())
                .put("steps", flow.steps())
                .put("outcomes", flow.outcomes())
                .put("outcomes-reached", flow.outcomesReached());
        ArrayNode steps = json.putArray("missing-steps");
        flow.missingSteps().forEach(steps::add);
        ArrayNode outcomes = json.putArray("missing-outcomes");
        flow.missingOutcomes().forEach(outcomes::add);
    }
}
