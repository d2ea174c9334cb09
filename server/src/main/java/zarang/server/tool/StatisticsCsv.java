package zarang.server.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Statistics as comma-separated values (RFC 4180): a column for each figure, and for each reason
 * that is in any row. What cannot be divided is empty.
 */
final class StatisticsCsv {
    private static final String END = "\r\n";

    private StatisticsCsv() {}

    static String of(JsonNode rows) {
        List<Map<String, String>> flat = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (JsonNode row : rows) {
            Map<String, String> cells = new LinkedHashMap<>();
            row.properties().forEach(each -> flatten(each.getKey(), each.getValue(), cells));
            flat.add(cells);
            columns.addAll(cells.keySet());
        }
        if (columns.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        text.append(line(List.copyOf(columns)));
        flat.forEach(cells ->
                text.append(
                        line(
                                columns.stream()
                                        .map(column -> cells.getOrDefault(column, missing(column)))
                                        .toList())));
        return text.toString();
    }

    /** A reason that a row lacks happened not once. */
    private static String missing(String column) {
        return column.indexOf('.') < 0 ? "" : "0";
    }

    private static void flatten(String name, JsonNode value, Map<String, String> cells) {
        if (value.isObject()) {
            value.properties()
                    .forEach(each -> flatten(name + "." + each.getKey(), each.getValue(), cells));
        } else if (value.isArray()) {
            for (JsonNode state : value) {
                String reason =
                        state.path("reason").isNull() ? "" : "." + state.path("reason").asString();
                cells.put(
                        name + "." + state.path("state").asString() + reason,
                        state.path("ms").asString());
            }
        } else {
            cells.put(name, value.isNull() ? "" : value.asString());
        }
    }

    private static String line(List<String> cells) {
        return cells.stream().map(StatisticsCsv::quoted).collect(Collectors.joining(",")) + END;
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }
}
