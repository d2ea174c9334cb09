package zarang.ivr.lint;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import zarang.yaml.Finding;

/** Renders reports for {@code zarang flow check}. */
public final class ReportText {
    private ReportText() {}

    /** One line for each finding, and one for each file that is good. */
    public static String text(List<FlowReport> reports) {
        StringBuilder text = new StringBuilder();
        for (FlowReport report : reports) {
            report.findings().forEach(finding -> text.append(finding).append('\n'));
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
     * "line", "column", "key", "severity", "message"}]}}.
     */
    public static String json(List<FlowReport> reports) {
        return reports.stream()
                .map(ReportText::json)
                .collect(Collectors.joining(",\n", "[", "]\n"));
    }

    private static String json(FlowReport report) {
        String flow = report.flow().map(f -> ",\"flow\":" + quoted(f.name())).orElse("");
        String findings =
                report.findings().stream()
                        .map(ReportText::json)
                        .collect(Collectors.joining(",\n   ", "[", "]"));
        return " {\"file\":"
                + quoted(report.file())
                + ",\"ok\":"
                + report.ok()
                + flow
                + ",\"findings\":"
                + findings
                + "}";
    }

    private static String json(Finding finding) {
        return "{\"file\":"
                + quoted(finding.place().file())
                + ",\"line\":"
                + finding.place().line()
                + ",\"column\":"
                + finding.place().column()
                + ",\"key\":"
                + quoted(finding.key())
                + ",\"severity\":"
                + quoted(finding.severity().name().toLowerCase(Locale.ROOT))
                + ",\"message\":"
                + quoted(finding.message())
                + "}";
    }

    /** RFC 8259 §7. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
