package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.server.data.ServerLink;

/**
 * {@code ./zarang floor}: what the agents are doing, a hand for one who is not ready, the files
 * anew, and how tiers and agents are set while calls run.
 */
@Command(name = "floor", description = "Agents at work.", mixinStandardHelpOptions = true)
public final class FloorCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: show, ready, reload, settings, set or reset");
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
                    Answers.list("agents", AgentWords::shaped),
                    Answers.lines("agents", out(), "there is no agent", this::line));
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
                    AgentWords::shaped,
                    this::line);
        }
    }

    @Command(
            name = "reload",
            mixinStandardHelpOptions = true,
            description = {
                "Sets queues and agents as queues.yaml and agents.yaml say now, and shows what changed.",
                "Nobody is logged out, nobody who waits loses its place; an agent who is taken away",
                "finishes its call. A mistake, or a queue in which somebody is, changes nothing: exit 1."
            })
    int reload(
            @Option(
                            names = "--dry-run",
                            description = "Shows what would change and changes nothing.")
                    boolean dryRun,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            ServerLink.Answer answer =
                    server.post("/api/v1/floor/" + (dryRun ? "checks" : "reloads"), "{}");
            if (!answer.ok() && !options.json()) {
                Answers.read(answer.body())
                        .path("errors")
                        .forEach(fault -> err().println(fault.path("detail").asString()));
            }
            return Answers.print(
                    answer, options.json(), out(), err(), changed -> changed, this::changes);
        }
    }

    @Command(
            name = "settings",
            description = "Offsets of the tiers and rest of agents; or how one agent is set.",
            mixinStandardHelpOptions = true)
    int settings(@Mixin LiveAgent agent, @Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.get(agent.path()),
                    options.json(),
                    out(),
                    err(),
                    floor -> floor,
                    floor -> SettingsText.settings(floor, out()));
        }
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Sets the floor, or an agent, while calls run, and shows what changes. Nobody is logged",
                "out; all who wait get the place that new offsets give them, at once. It stands above",
                "the files, on all servers and over restarts, until it is reset. Exit 1 if a value",
                "cannot be."
            })
    int set(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "KEY=VALUE",
                            description =
                                    "tier-preset=strong, tier-offsets.gold=8m, rest.no-answer=5s;"
                                            + " of an agent skills=english:3,refunds:1.")
                    List<String> values,
            @Mixin LiveAgent agent,
            @Option(
                            names = "--dry-run",
                            description = "Shows what would change and changes nothing.")
                    boolean dryRun,
            @Mixin ToolOptions options)
            throws IOException {
        ObjectNode wanted = Answers.object();
        wanted.set("settings", SettingsText.named(spec, values));
        try (ServerLink server = ServerLink.find(options.data())) {
            return changed(
                    server.patch(SettingsText.at(agent.path(), dryRun), wanted.toString()),
                    options);
        }
    }

    @Command(
            name = "reset",
            description = "Sets the floor, or an agent, as the files say, and shows what changes.",
            mixinStandardHelpOptions = true)
    int reset(
            @Mixin LiveAgent agent,
            @Option(
                            names = "--dry-run",
                            description = "Shows what would change and changes nothing.")
                    boolean dryRun,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return changed(server.delete(SettingsText.at(agent.path(), dryRun)), options);
        }
    }

    private int changed(ServerLink.Answer answer, ToolOptions options) {
        return SettingsText.print(
                answer, options.json(), spec, UnaryOperator.identity(), "it is set so already");
    }

    private void changes(JsonNode answer) {
        if (answer.path("changes").isEmpty()) {
            out().println("nothing: the files say nothing new");
        }
        answer.path("changes").forEach(change -> out().println(change.asString()));
    }

    private void line(JsonNode agent) {
        AgentWords.print(agent, out(), err());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
