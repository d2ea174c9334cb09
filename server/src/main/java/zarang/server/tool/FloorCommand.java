package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
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
            return print(
                    server.get("/api/agents"),
                    options,
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
            return print(
                    server.post("/api/agents/" + ServerLink.query(agent) + "/ready", "{}"),
                    options,
                    this::line);
        }
    }

    private int print(ServerLink.Answer answer, ToolOptions options, Consumer<JsonNode> words) {
        return Answers.print(answer, options.json(), out(), err(), words);
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
