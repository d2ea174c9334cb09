package zarang.server.tool;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Statistics as a table for a person. What cannot be divided is "–". */
final class StatisticsText {
    private static final String NOTHING = "–";
    private static final double PER_CENT = 100;
    private static final String QUEUES = "%-16s  %-12s %7s %8s %7s %5s %5s %7s %8s %7s %7s %7s";
    private static final String AGENTS = "%-16s  %-8s %6s %6s %8s %7s %7s %7s %7s %8s %8s %8s";

    private final StringBuilder text = new StringBuilder();

    private StatisticsText() {}

    static String of(String whose, JsonNode rows) {
        if (rows.isEmpty()) {
            return "nothing is known of that time" + System.lineSeparator();
        }
        StatisticsText table = new StatisticsText();
        if (whose.equals("queues")) {
            table.queues(rows);
        } else {
            table.agents(rows);
        }
        return table.text.toString();
    }

    private void queues(JsonNode rows) {
        line(
                QUEUES,
                beginning(rows),
                "queue",
                "offered",
                "answered",
                "hung up",
                "short",
                "left",
                "refused",
                "level",
                "ASA",
                "longest",
                "AHT");
        for (JsonNode row : rows) {
            line(
                    QUEUES,
                    from(row),
                    row.path("queue").asString(),
                    row.path("offered").asString(),
                    row.path("answered").asString(),
                    row.path("abandoned").asString(),
                    row.path("shortAbandons").asString(),
                    sum(row.path("left")),
                    sum(row.path("refused")),
                    share(row.path("serviceLevel").path("withoutShortAbandons")),
                    time(row.path("asaMs")),
                    time(row.path("longestWaitMs")),
                    time(row.path("handling").path("ahtMs")));
        }
    }

    private void agents(JsonNode rows) {
        line(
                AGENTS,
                beginning(rows),
                "agent",
                "offers",
                "missed",
                "answered",
                "talk",
                "hold",
                "wrap-up",
                "AHT",
                "at work",
                "not ready",
                "occupied");
        for (JsonNode row : rows) {
            JsonNode handling = row.path("handling");
            line(
                    AGENTS,
                    from(row),
                    row.path("agent").asString(),
                    row.path("offers").asString(),
                    row.path("missed").asString(),
                    row.path("answered").asString(),
                    time(handling.path("talkMs")),
                    time(handling.path("holdMs")),
                    time(handling.path("wrapUpMs")),
                    time(handling.path("ahtMs")),
                    time(row.path("atWorkMs")),
                    notReady(row.path("states")),
                    share(row.path("occupancy")));
        }
    }

    private static String notReady(JsonNode states) {
        long ms = 0;
        for (JsonNode state : states) {
            if (state.path("state").asString().equals("not-ready")) {
                ms += state.path("ms").asLong();
            }
        }
        return TimeText.span(Duration.ofMillis(ms));
    }

    private void line(String row, String... cells) {
        text.append(String.format(Locale.ROOT, row, (Object[]) cells).stripTrailing())
                .append(System.lineSeparator());
    }

    /** With the zone of the house, where all rows have the same: {@code from (+03:30)}. */
    private static String beginning(JsonNode rows) {
        Set<String> zones = new HashSet<>();
        rows.forEach(row -> zones.add(zone(row)));
        return zones.size() == 1 ? "from (" + zones.iterator().next() + ")" : "from";
    }

    private static String zone(JsonNode row) {
        return OffsetDateTime.parse(row.path("from").asString()).getOffset().getId();
    }

    /** By the clock of the house: {@code 2026-11-27 08:15}. */
    private static String from(JsonNode row) {
        String from = row.path("from").asString();
        return from.substring(0, Math.min(from.length(), "2026-11-27T08:15".length()))
                .replace('T', ' ');
    }

    private static String sum(JsonNode reasons) {
        long sum = 0;
        for (JsonNode count : reasons) {
            sum += count.asLong();
        }
        return Long.toString(sum);
    }

    private static String share(JsonNode of) {
        return of.isNull()
                ? NOTHING
                : String.format(Locale.ROOT, "%.1f %%", PER_CENT * of.asDouble());
    }

    private static String time(JsonNode ms) {
        return ms.isNull() ? NOTHING : TimeText.span(Duration.ofMillis(ms.asLong()));
    }
}
