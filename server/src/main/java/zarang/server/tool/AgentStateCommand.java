package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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

/** {@code ./zarang agent-state}: what agents are doing and why, and what they are to do. */
@Command(
        name = "agent-state",
        description = "What agents are doing, and what they are to do.",
        mixinStandardHelpOptions = true)
public final class AgentStateCommand implements Runnable {
    private static final String AGENTS = "/api/v1/agents";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: show, set, teams or skills");
    }

    @Command(
            name = "show",
            description = "Every agent, or one: what it is doing, why, and for how long.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(arity = "0..1", paramLabel = "EXTENSION", description = "Such as 2001.")
                    @Nullable String agent,
            @Option(
                            names = "--team",
                            paramLabel = "T",
                            description = "Agents of this team alone, such as night.")
                    @Nullable String team,
            @Mixin ToolOptions options)
            throws IOException {
        String list = team == null ? AGENTS : AGENTS + "?team=" + ServerLink.query(team);
        try (ServerLink server = ServerLink.find(options.data())) {
            return agent == null
                    ? list(
                            server.all(list),
                            options,
                            "agents",
                            AgentWords::shaped,
                            "there is no agent",
                            this::line)
                    : Answers.print(
                            server.get(AGENTS + "/" + ServerLink.query(agent)),
                            options.json(),
                            out(),
                            err(),
                            AgentWords::shaped,
                            this::line);
        }
    }

    @Command(
            name = "teams",
            description = "Teams of agents.yaml, and how many of their agents are in which state.",
            mixinStandardHelpOptions = true)
    int teams(@Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return list(
                    server.all("/api/v1/teams"),
                    options,
                    "teams",
                    UnaryOperator.identity(),
                    "no agent is in a team",
                    team -> GroupWords.team(team, out()));
        }
    }

    @Command(
            name = "skills",
            description = {
                "Skills that agents know or queues ask for, and how many agents could take a caller",
                "now. One that a queue asks for and nobody knows has no agents."
            },
            mixinStandardHelpOptions = true)
    int skills(@Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return list(
                    server.all("/api/v1/skills"),
                    options,
                    "skills",
                    UnaryOperator.identity(),
                    "no agent has and no queue asks for a skill",
                    skill -> GroupWords.skill(skill, out()));
        }
    }

    private int list(
            ServerLink.Answer answer,
            ToolOptions options,
            String name,
            UnaryOperator<JsonNode> shaped,
            String none,
            Consumer<JsonNode> line) {
        return Answers.print(
                answer,
                options.json(),
                out(),
                err(),
                Answers.list(name, shaped),
                Answers.lines(name, out(), none, line));
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Says what an agent is to do. What it is in is finished first: a call, and its wrap-up.",
                "It stands until something else is said, also over a restart. Exit 1 if it cannot be."
            })
    int set(
            @Parameters(paramLabel = "EXTENSION", description = "Such as 2001.") String agent,
            @Parameters(
                            paramLabel = "STATE",
                            description =
                                    "available, not-ready, logged-out, or wrap-up for more of it.")
                    String state,
            @Option(
                            names = "--reason",
                            paramLabel = "R",
                            description =
                                    "Of not-ready: one of pause-reasons in agents.yaml, such as"
                                            + " lunch.")
                    @Nullable String reason,
            @Option(
                            names = "--more",
                            paramLabel = "SECONDS",
                            description = "Of wrap-up: how much longer it is to be.")
                    @Nullable Integer more,
            @Mixin ToolOptions options)
            throws IOException {
        ObjectNode wanted = Answers.object().put("state", state);
        if (reason != null) {
            wanted.put("reason", reason);
        }
        if (more != null) {
            wanted.put("more_s", more);
        }
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.put(
                            AGENTS + "/" + ServerLink.query(agent) + "/state", wanted.toString()),
                    options.json(),
                    out(),
                    err(),
                    AgentWords::shaped,
                    this::line);
        }
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
