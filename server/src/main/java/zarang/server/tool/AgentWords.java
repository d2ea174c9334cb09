package zarang.server.tool;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.call.loop.RealTime;

/** An agent as every command shows it. */
final class AgentWords {
    private AgentWords() {}

    /** From the API's names to the tool's. */
    static JsonNode shaped(JsonNode of) {
        ObjectNode agent = Answers.object();
        agent.set("agent", of.path("id"));
        for (String key :
                List.of("name", "state", "reason", "since", "until", "next", "queues", "kept")) {
            if (of.has(key)) {
                agent.set(key, of.path(key));
            }
        }
        return agent;
    }

    /** A line; its name last, which may be written from the right. */
    @RealTime
    static void print(JsonNode agent, PrintWriter out, PrintWriter err) {
        Duration lasted =
                Duration.between(Instant.parse(agent.path("since").asString()), Instant.now());
        out.printf(
                "%-12s %-12s %-16s %8s  %-20s %-20s %s%n",
                agent.path("agent").asString(),
                agent.path("state").asString(),
                agent.path("reason").asString(),
                TimeText.span(lasted),
                next(agent.path("next")),
                agent.path("queues")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(",")),
                agent.path("name").asString());
        if (agent.has("kept")) {
            err.println(
                    "zarang: it is so, but Redis does not keep it yet: it will as soon as it"
                            + " answers, and would be lost if the server ended before");
        }
    }

    private static String next(JsonNode next) {
        return next.isMissingNode()
                ? ""
                : "then "
                        + next.path("state").asString()
                        + (next.has("reason") ? " " + next.path("reason").asString() : "");
    }
}
