package zarang.server.tool;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Teams and skills as commands show them: a line each. */
final class GroupWords {
    private GroupWords() {}

    static void team(JsonNode team, PrintWriter out) {
        out.printf(
                "%-20s %4d agents  %s%n",
                team.path("id").asString(),
                team.path("agents").asInt(),
                team.path("states").properties().stream()
                        .map(state -> state.getKey() + " " + state.getValue().asInt())
                        .collect(Collectors.joining(", ")));
    }

    static void skill(JsonNode skill, PrintWriter out) {
        String queues =
                skill.path("queues")
                        .valueStream()
                        .map(queue -> queue.path("id").asString() + ":" + queue.path("level"))
                        .collect(Collectors.joining(", "));
        out.printf(
                "%-20s %4d agents, %d available  %s%n",
                skill.path("id").asString(),
                skill.path("agents").asInt(),
                skill.path("available").asInt(),
                queues.isEmpty() ? "no queue asks for it" : "asked for by " + queues);
    }
}
