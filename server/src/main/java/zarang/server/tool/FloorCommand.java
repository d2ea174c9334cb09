package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.server.data.ServerLink;

/** {@code ./zarang floor}: what the agents are doing, and a hand for one who is not ready. */
@Command(name = "floor", description = "Agents at work.", mixinStandardHelpOptions = true)
public final class FloorCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: show or ready");
    }

    @Command(
            name = "show",
            description = "Every agent and what it is doing.",
            mixinStandardHelpOptions = true)
    int show(@Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all("/api/v1/agents"),
                    options.json(),
                    out(),
                    err(),
                    FloorCommand::agents,
                    answer -> answer.path("agents").forEach(this::line));
        }
    }

    @Command(
            name = "ready",
            mixinStandardHelpOptions = true,
            description = {
                "Says for an agent that it can take callers now: ends wrap-up, rest and not-ready.",
                "Exit 1 if there is no such agent, or if it has no phone."
            })
    int ready(
            @Parameters(paramLabel = "EXTENSION", description = "Such as 2001.") String agent,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.post("/api/v1/agents/" + ServerLink.query(agent) + "/ready", "{}"),
                    options.json(),
                    out(),
                    err(),
                    FloorCommand::agent,
                    this::line);
        }
    }

    private static JsonNode agents(JsonNode page) {
        ObjectNode all = Answers.object();
        ArrayNode agents = all.putArray("agents");
        page.path("items").forEach(each -> agents.add(agent(each)));
        return all;
    }

    private static JsonNode agent(JsonNode of) {
        ObjectNode agent = Answers.object();
        agent.set("agent", of.path("id"));
        for (String key : List.of("name", "state", "until", "queues")) {
            if (of.has(key)) {
                agent.set(key, of.path(key));
            }
        }
        return agent;
    }

    private void line(JsonNode agent) {
        List<String> queues = new ArrayList<>();
        agent.path("queues").forEach(queue -> queues.add(queue.asString()));
        out().printf(
                        "%-12s %-12s %-24s %s%n",
                        agent.path("agent").asString(),
                        agent.path("state").asString(),
                        String.join(",", queues),
                        agent.path("name").asString());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
