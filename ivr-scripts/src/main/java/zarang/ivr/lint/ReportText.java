package zarang.ivr.lint;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.yaml.Finding;

/** Renders reports for {@code zarang flow check}. */
public final class ReportText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReportText() {}

    /** One line for each finding, with its rule, and one for each file that is good. */
    public static String text(List<FlowReport> reports) {
        StringBuilder text = new StringBuilder();
        for (FlowReport report : reports) {
            report.findings()
                    .forEach(finding ->
                            text.append(finding).append(" [").append(finding.rule()).append("]\n"));
            report.flow()
                    .ifPresent(flow ->
                            text.append(report.file())
                                    .append(": good: flow ")
                                    .append(flow.name())
                                    .append(", ")
                                    .append(flow.steps().size())
                                    .append(" steps\n"));
        }
        return text.toString();
    }

    /**
     * A JSON array with one object a file: {@code {"file", "ok", "flow"?, "findings": [{"file",
     * "line", "column", "key", "severity", "rule", "message"}]}}.
     */
    public static String json(List<FlowReport> reports) {
        ArrayNode all = JSON.createArrayNode();
        for (FlowReport report : reports) {
            ObjectNode file = all.addObject().put("file", report.file()).put("ok", report.ok());
            report.flow().ifPresent(flow -> file.put("flow", flow.name()));
            ArrayNode findings = file.putArray("findings");
            report.findings().forEach(finding -> describe(finding, findings.addObject()));
        }
        return JSON.writeValueAsString(all) + "\n";
    }

    private static void describe(Finding finding, ObjectNode json) {
        json.put("file", finding.place().file())
                .put("line", finding.place().line())
                .put("column", finding.place().column())
                .put("key", finding.key())
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("rule", finding.rule())
                .put("message", finding.message());
    }
}
