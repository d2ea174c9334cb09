package zarang.ivr.lint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.ivr.rule.FlowRule;
import zarang.yaml.Finding;
import zarang.yaml.FindingRule;
import zarang.yaml.YamlRule;

/**
 * Renders reports as SARIF 2.1.0, which editors and code hosts show beside the line. Columns count
 * code points. OASIS sarif-v2.1.0-os.
 */
public final class ReportSarif {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VERSION = "2.1.0";
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private ReportSarif() {}

    /** One log with one run; each rule that there is stands in it, broken or not. */
    public static String sarif(List<FlowReport> reports) {
        List<FindingRule> rules = rules();
        ObjectNode log = JSON.createObjectNode().put("$schema", SCHEMA).put("version", VERSION);
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver =
                run.putObject("tool").putObject("driver").put("name", "zarang flow check");
        ArrayNode described = driver.putArray("rules");
        for (FindingRule rule : rules) {
            ObjectNode entry = described.addObject().put("id", rule.id());
            entry.putObject("shortDescription").put("text", rule.meaning());
        }
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        List<String> ids = rules.stream().map(FindingRule::id).toList();
        reports.stream()
                .flatMap(report -> report.findings().stream())
                .forEach(finding -> result(finding, ids, results.addObject()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log) + "\n";
    }

    /** Every rule, in the order in which they are told. */
    static List<FindingRule> rules() {
        return Stream.concat(
                        Arrays.<FindingRule>stream(YamlRule.values()),
                        Arrays.<FindingRule>stream(FlowRule.values()))
                .toList();
    }

    private static void result(Finding finding, List<String> rules, ObjectNode result) {
        result.put("ruleId", finding.rule());
        int index = rules.indexOf(finding.rule());
        if (index >= 0) {
            result.put("ruleIndex", index);
        }
        String key = finding.key();
        result.put("level", finding.severity().name().toLowerCase(Locale.ROOT));
        result.putObject("message")
                .put("text", key.isEmpty() ? finding.message() : key + ": " + finding.message());
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(finding.place().file()));
        place.putObject("region")
                .put("startLine", finding.place().line())
                .put("startColumn", finding.place().column());
    }

    /** A relative reference with slashes, as RFC 3986 wants it, whatever the name holds. */
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder();
        for (byte each : file.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
            int c = each & 0xFF;
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf((char) c) : String.format("%%%02X", c));
        }
        return uri.toString();
    }
}
